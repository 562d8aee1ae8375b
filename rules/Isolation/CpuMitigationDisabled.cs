using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags CPU features that a guest needs against side channels and that its configuration takes away.</summary>
public sealed class CpuMitigationDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5061",
        title: "Protection against CPU side channels is off",
        message: "Guest '{0}' is not given CPU feature '{1}' ({2}), so its kernel cannot protect itself against speculative execution",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 7.1,
        standards: ["CWE-1303"]);

    public override void Check(CpuFeature feature, RuleContext context)
    {
        if (!feature.IsMitigation || !context.States(feature.Policy, CpuFeaturePolicy.Disabled) || feature.Owner is not VirtualMachine machine)
            return;

        if (machine.Parts<CpuFeature>().Any(other => feature.IsReplacedBy(other) && !other.Policy.Is(CpuFeaturePolicy.Disabled)))
            return;

        context.Report(feature, feature.Policy, machine.Name, feature.Name, feature.Policy.Phrase)
            .Fix(feature.Policy, CpuFeaturePolicy.Optional, isSafe: true)
            .Fix(feature.Policy, CpuFeaturePolicy.Required);
    }
}
