using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags migration, or copies of disks, that accept any certificate.</summary>
public sealed class WeakMigrationAuthentication() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2003",
        title: "Migration or replication peer is not authenticated safely",
        message: "{0} accepts any certificate from a host that {1}: {2}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt],
        securitySeverity: 7.4,
        standards: ["CWE-295", "NIST SP 800-125A migration"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.States(policy.VerifyPeer, false))
            context.Report(policy, policy.VerifyPeer, policy.Name, "sends or takes a guest", policy.VerifyPeer.Phrase).Fix(policy.VerifyPeer, true, isSafe: true);

        if (context.States(policy.VerifyCopyPeer, false))
            context.Report(policy, policy.VerifyCopyPeer, policy.Name, "copies a disk", policy.VerifyCopyPeer.Phrase).Fix(policy.VerifyCopyPeer, true, isSafe: true);
    }
}
