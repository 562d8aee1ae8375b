using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags a cluster whose hosts believe whoever speaks to them.</summary>
public sealed class UnauthenticatedClusterLink() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2030",
        title: "Cluster communication is neither authenticated nor encrypted",
        message: "Cluster '{0}' neither authenticates nor encrypts what its hosts tell each other: {1}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 8.8,
        standards: ["CWE-306", "NIST SP 800-125A management access"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (!context.Is(policy.Hosts, static hosts => hosts > 1) || !context.Is(policy.ClusterLinkProtection, LinkProtection.None))
            return;

        context.Report(
                policy,
                policy.ClusterLinkProtection,
                policy.Name,
                policy.ClusterLinkProtection.IsStated ? policy.ClusterLinkProtection.Phrase : "both are off by default")
            .Fix(policy.ClusterLinkProtection, LinkProtection.Encrypted, isSafe: true);
    }
}
