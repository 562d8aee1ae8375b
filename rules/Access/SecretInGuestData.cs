using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a password in what a guest is given at its first boot.</summary>
public sealed class SecretInGuestData() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1053",
        title: "Guest user data carries a readable secret",
        message: "Guest '{0}' has {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.KubeVirt, Platform.Incus, Platform.Libvirt, Platform.Vmware, Platform.Harvester, Platform.OpenStack, Platform.HyperV, Platform.Packer, Platform.Nutanix],
        securitySeverity: 7.5,
        standards: ["CWE-312"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.UserDataSecret, SecretText.IsLiteral))
        {
            context.Report(machine, machine.UserDataSecret, machine.Name, "a secret in clear text in the data of its first boot")
                .Advise("sign in to the guest by an SSH key, or store a salted hash of the password");
        }

        if (context.States(machine.PlatformAccount, static _ => true))
        {
            context.Report(machine, machine.PlatformAccount, machine.Name, $"the token of service account '{machine.PlatformAccount.Value}' as a disk, so that whoever is in the guest acts as it on the cluster")
                .Advise("give the guest a token of its own that is short-lived and bound to what it needs");
        }
    }
}
