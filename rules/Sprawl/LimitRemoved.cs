using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags limits on what a project may take that are lifted.</summary>
public sealed class LimitRemoved() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7051",
        title: "Quota or limit of the platform is removed",
        message: "'{0}' sets no limit ({1}), so that one project can take what all others need",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack],
        securitySeverity: 5.0,
        standards: ["CWE-770"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.LiftedLimit, static _ => true))
            context.Report(hypervisor, hypervisor.LiftedLimit, hypervisor.Name, hypervisor.LiftedLimit.Statement).Advise("state a number, and raise it for the projects that need more");
    }
}
