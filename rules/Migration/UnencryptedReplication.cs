using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags disks that are replicated to another host in clear.</summary>
public sealed class UnencryptedReplication() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2020",
        title: "Replication or fault-tolerance traffic is not encrypted",
        message: "{0} replicates disks to other hosts in clear: {1}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.ProxmoxVe, Platform.HyperV, Platform.Vmware],
        securitySeverity: 7.4,
        standards: ["CWE-319", "NIST SP 800-125A migration"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.Is(policy.ReplicationProtection, LinkProtection.None) && !Tunnels.Carry(context.Options, policy.Network.Or("")))
        {
            context.Report(policy, policy.ReplicationProtection, policy.Name, policy.ReplicationProtection.Phrase)
                .Fix(policy.ReplicationProtection, LinkProtection.Encrypted, isSafe: true);
        }
    }
}
