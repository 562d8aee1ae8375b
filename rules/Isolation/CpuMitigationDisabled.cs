using System;
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

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        var kept = machine.Parts<CpuFeature>().Where(static feature => !feature.Policy.Is(CpuFeaturePolicy.Disabled))
            .GroupBy(static feature => feature.Name, StringComparer.Ordinal).Select(static same => same.First()).ToList();
        foreach (var feature in machine.Parts<CpuFeature>())
        {
            if (feature.IsMitigation && context.States(feature.Policy, CpuFeaturePolicy.Disabled) && !kept.Any(feature.IsReplacedBy))
                Report(machine, feature, context);
        }
    }

    private static void Report(VirtualMachine machine, CpuFeature feature, RuleContext context) =>
        context.Report(feature, feature.Policy, machine.Name, feature.Name, feature.Policy.Phrase)
            .Fix(feature.Policy, CpuFeaturePolicy.Optional, isSafe: true)
            .Fix(feature.Policy, CpuFeaturePolicy.Required);
}
