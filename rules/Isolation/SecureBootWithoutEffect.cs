using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags Secure Boot that is asked for together with variables that hold no keys.</summary>
public sealed class SecureBootWithoutEffect() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5072",
        title: "Secure Boot setting has no effect or the wrong keys",
        message: "Secure Boot of '{0}' has no keys to check signatures with ({1}), so unsigned code is started as well",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt],
        securitySeverity: 5.9);

    public override void Check(GuestFirmware firmware, RuleContext context)
    {
        if (context.States(firmware.SecureBoot, true) && context.States(firmware.HasEnrolledKeys, false))
        {
            context.Report(firmware, firmware.HasEnrolledKeys, firmware.Owner?.Name ?? firmware.Name, firmware.HasEnrolledKeys.Phrase)
                .Fix(firmware.HasEnrolledKeys, true);
        }
    }
}
