using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Vmx;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds the communication interface of virtual machines, by which guests of one host reached each other until ESXi 5.1 took that away.</summary>
internal static class Vmci
{
    private const string Guide = "VMware, vSockets Programming Guide: Isolation Options in VMX";

    // vSphere Security 5.5: the setting is of machines that are compatible with ESXi 5.0 and earlier; govmomi, vim25/types/esxi_version.go
    private const int LastOpenHardware = 8;

    public static readonly BindingTable<SideChannel> InFile = new BindingTable<SideChannel>(Platform.Vmware, ".vmx: vmciN", Guide)
        .Row("unrestricted", (c, f) => c.IsOpen = f, VmxWords.Boolean);

    public static readonly BindingTable<SideChannel> InPackage = new BindingTable<SideChannel>(Platform.Vmware, "*.ovf: Item 1, vmware.vmci", "vSphere API: VirtualMachineVMCIDevice")
        .Row("Config[@key='allowUnrestrictedCommunication']/@value", (c, f) => c.IsOpen = f, OvfWords.Boolean);

    public static IEnumerable<IBindingTable> Tables => [InFile, InPackage];

    public static void Bind(VirtualMachine machine, VmxScope root, BindingContext context)
    {
        var hardware = VmxWords.HardwareNumber(root);
        foreach (var (name, device) in root.Devices(static name => VmxDevices.IsNumbered(name, "vmci")))
        {
            if (device.Find("unrestricted") is { } setting && hardware is { } version)
                Bind(machine, InFile, name + ".unrestricted", setting, device, version <= LastOpenHardware, context);
        }
    }

    public static void Bind(VirtualMachine machine, XmlElement item, OvfHardware hardware, BindingContext context)
    {
        if (item.Find("Config[@key='allowUnrestrictedCommunication']/@value") is { } setting && hardware.IsOfVmware
            && (hardware.Highest <= LastOpenHardware || hardware.Lowest > LastOpenHardware))
        {
            Bind(machine, InPackage, "allowUnrestrictedCommunication", setting, item, hardware.Highest <= LastOpenHardware, context);
        }
    }

    private static void Bind(
        VirtualMachine machine, BindingTable<SideChannel> table, string name, Setting setting, SettingScope scope, bool isEffective, BindingContext context)
    {
        if (isEffective)
        {
            table.Bind(context.Add(new SideChannel(SideChannelKind.GuestSocket, name, context.Origin(setting.KeySpan), machine)), scope, context);
        }
        else if (!setting.IsConditional && VmxWords.Boolean.TryRead(setting.Value, out var isOpen) && isOpen)
        {
            context.Report(
                SettingIssueKind.SettingWithoutEffect, setting.Key, setting.ValueSpan,
                $"'{name}' opens nothing: since ESXi 5.1 guests do not reach each other by this interface, and this machine's virtual hardware is newer");
        }
    }
}
