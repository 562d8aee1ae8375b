using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags confidential guests whose memory pages may be merged with those of others.</summary>
public sealed class SharedGuestMemory() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5063",
        title: "Memory of guests is merged or not cleaned",
        message: "Guest '{0}' is labelled as confidential, but its host may merge its memory pages with those of other guests: {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 5.3,
        standards: ["CWE-1303"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        // Encrypted pages are never equal.
        if (machine.IsConfidential || !machine.Sensitivity.Is(Sensitivity.High) || !context.Is(machine.MergesMemory, true))
            return;

        context.Report(machine, machine.MergesMemory, machine.Name, machine.MergesMemory.Phrase).Fix(machine.MergesMemory, false, isSafe: true);
    }
}
