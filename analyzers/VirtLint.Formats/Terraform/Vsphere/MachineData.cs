using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Looks for secrets in what <c>vsphere_virtual_machine</c> hands to its guest: whoever may see the machine in vCenter may read it.</summary>
internal static class MachineData
{
    private const string GuestInfo = "guestinfo.";

    private const string UserDataKey = "guestinfo.userdata";

    public static void Bind(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (node.Node("extra_config") is { } advanced)
            Bind(machine, advanced, static key => key.StartsWith(GuestInfo, StringComparison.OrdinalIgnoreCase), context);

        if (node.Node("vapp")?.Node("properties") is { } properties)
            Bind(machine, properties, static _ => true, context);
    }

    private static void Bind(VirtualMachine machine, ConfigNode data, Func<string, bool> isGiven, BindingContext context)
    {
        foreach (var setting in data.Settings)
        {
            if (setting.Key.Equals(UserDataKey, StringComparison.OrdinalIgnoreCase))
                machine.FirstBootPackages = UserData.PackagesIn(setting, UserData.IsBase64(setting.Value), context.File);

            if (machine.UserDataSecret.State is not FactState.Absent || !isGiven(setting.Key))
                continue;

            if (SecretNames.Covers(setting.Key))
                machine.UserDataSecret = Facts.Read(data, setting, setting.Key, Vocabulary.Secret, context);
            else if (setting.Unresolved is null)
                machine.UserDataSecret = UserData.SecretIn(setting, UserData.IsBase64(setting.Value), context) ?? Fact<string>.Absent;
        }
    }
}
