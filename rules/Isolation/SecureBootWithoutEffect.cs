using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags Secure Boot that is asked for together with variables that hold no keys.</summary>
public sealed class SecureBootWithoutEffect() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5072",
        title: "Secure Boot setting has no effect or the wrong keys",
        message: "Secure Boot of '{0}' {1}, so unsigned code is started as well",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.HyperV, Platform.OpenStack],
        securitySeverity: 5.9);

    public override void Check(GuestFirmware firmware, RuleContext context)
    {
        if (context.States(firmware.SecureBoot, true) && context.Is(firmware.Interface, FirmwareInterface.Bios))
        {
            context.Report(firmware, firmware.SecureBoot, firmware.Owner?.Name ?? firmware.Name, $"does nothing on a BIOS ({firmware.Interface.Phrase})")
                .Advise("set the firmware to UEFI before the guest is installed: what is installed on a BIOS does not start from UEFI");
            return;
        }

        if (context.States(firmware.SecureBoot, true) && context.States(firmware.HasEnrolledKeys, false))
        {
            context.Report(firmware, firmware.HasEnrolledKeys, firmware.Owner?.Name ?? firmware.Name, $"has no keys to check signatures with ({firmware.HasEnrolledKeys.Phrase})")
                .Fix(firmware.HasEnrolledKeys, true);
        }
    }
}
