using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags migration, or copies of disks, that accept any certificate or key.</summary>
public sealed class WeakMigrationAuthentication() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2003",
        title: "Migration or replication peer is not authenticated safely",
        message: "{0} {1}: {2}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.HyperV, Platform.OpenStack],
        securitySeverity: 7.4,
        standards: ["CWE-295", "NIST SP 800-125A migration"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.States(policy.VerifyPeer, false))
            context.Report(policy, policy.VerifyPeer, policy.Name, "accepts any certificate from a host that sends or takes a guest", policy.VerifyPeer.Phrase).Fix(policy.VerifyPeer, true, isSafe: true);

        if (context.States(policy.VerifyCopyPeer, false))
            context.Report(policy, policy.VerifyCopyPeer, policy.Name, "accepts any certificate from a host that copies a disk", policy.VerifyCopyPeer.Phrase).Fix(policy.VerifyCopyPeer, true, isSafe: true);

        if (context.States(policy.VerifiesHostKeys, false))
            context.Report(policy, policy.VerifiesHostKeys, policy.Name, "copies disks to whatever host answers, by whatever key", policy.VerifiesHostKeys.Statement).FixByReplacing("yes").Advise("put the hosts' keys into the list of known ones");

        if (context.States(policy.DelegatesCredentials, true))
        {
            context.Report(policy, policy.DelegatesCredentials, policy.Name, "hands hosts the full credentials of whoever moves a guest", policy.DelegatesCredentials.Phrase)
                .Fix(policy.DelegatesCredentials, false);
        }

        if (context.States(policy.AcceptsAnyReplicaSource, true))
        {
            context.Report(policy, policy.AcceptsAnyReplicaSource, policy.Name, "takes guests from any server that can sign in", policy.AcceptsAnyReplicaSource.Phrase)
                .Fix(policy.AcceptsAnyReplicaSource, false);
        }
    }
}
