using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags limits on what a project may take that are lifted.</summary>
public sealed class LimitRemoved() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7051",
        title: "Quota or limit of the platform is removed",
        message: "'{0}' {1}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.KubeVirt, Platform.Incus],
        securitySeverity: 5.0,
        standards: ["CWE-770"]);

    /// <summary>An order of magnitude above what services take by default. // oslo.middleware, sizelimit.py: 114688</summary>
    private const int LargestRequest = 10 * 114_688;

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.States(endpoint.RequestBytes, static bytes => bytes is <= 0 or > LargestRequest))
            context.Report(endpoint, endpoint.RequestBytes, endpoint.Name, $"takes requests that a few of fill its memory: {endpoint.RequestBytes.Statement}").Advise("leave it out, so that the default of 114688 bytes holds");
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.LiftedLimit, static _ => true))
            context.Report(hypervisor, hypervisor.LiftedLimit, hypervisor.Name, $"sets no limit ({hypervisor.LiftedLimit.Statement}), so that one project can take what all others need").Advise("state a number, and raise it for the projects that need more");
    }

    public override void Check(Site site, RuleContext context)
    {
        foreach (var group in site.All<GuestGroup>().Where(static group => group.Joins.Is(GuestGroupKind.Tenant)))
        {
            if (context.States(group.IsUnlimited, true))
            {
                context.Report(group, group.IsUnlimited, group.Name, "has no quota, so that those who may make guests in it can take what all others need")
                    .At(DiagnosticSeverity.Info)
                    .Advise("set a quota for it that leaves room for the others");
            }
        }
    }
}
