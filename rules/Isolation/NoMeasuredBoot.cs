using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags guests that start from BIOS, or without the TPM that their operating system expects.</summary>
public sealed class NoMeasuredBoot() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5071",
        title: "Guest has neither Secure Boot nor virtual TPM",
        message: "Guest '{0}' {1}, so nothing vouches for what it has started: {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.KubeVirt, Platform.HyperV, Platform.Nutanix, Platform.OVirt, Platform.Packer],
        profile: Profile.Strict,
        securitySeverity: 3.9);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.IsConfidential || (machine.OperatingSystem.IsKnown && !machine.OperatingSystem.Value.IsModern))
            return;

        foreach (var firmware in machine.Parts<GuestFirmware>())
        {
            if (context.Is(firmware.Interface, FirmwareInterface.Bios))
                context.Report(firmware, firmware.Interface, machine.Name, "starts from a BIOS", firmware.Interface.Phrase).Advise("install the next version of the guest on UEFI with Secure Boot");
        }

        if (context.Is(machine.OperatingSystem, static system => system.ExpectsTpm) && !machine.IsAmendment && !machine.Parts<VirtualTpm>().Any(static tpm => !tpm.IsRemoved.Is(true)))
            context.Report(machine, machine.OperatingSystem, machine.Name, "has no virtual TPM", machine.OperatingSystem.Phrase).Advise("add a TPM of version 2.0");
    }
}
