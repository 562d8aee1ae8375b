using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags gates of the hypervisor that open a path from a guest, or from its author, to the host.</summary>
public sealed class RiskyFeatureGate() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5043",
        title: "Experimental gate opens a path to the host",
        message: "Feature gate '{0}' {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.KubeVirt],
        securitySeverity: 7.2,
        standards: ["CWE-1188"]);

    public override void Check(FeatureGate gate, RuleContext context)
    {
        if (!context.States(gate.IsEnabled, true) || !context.Is(gate.Risk, static _ => true))
            return;

        var finding = context.Report(gate, gate.IsEnabled, gate.Name, gate.Risk.Value.Harm).Advise("remove the gate, and with it whatever asks for it");
        if (!gate.Risk.Value.IsGrave)
            finding.At(DiagnosticSeverity.Info);
    }
}
