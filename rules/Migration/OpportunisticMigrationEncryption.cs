using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags a host that leaves it to each caller whether a migration is encrypted.</summary>
public sealed class OpportunisticMigrationEncryption() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2002",
        title: "Migration may fall back to clear text",
        message: "{0} leaves it to each caller whether guest memory is encrypted during migration: {1}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 5.9,
        standards: ["CWE-757"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (!context.Is(policy.Protection, LinkProtection.Opportunistic))
            return;

        // A host that says nothing about migration may be one that never migrates.
        var evidence = policy.Protection.IsStated ? policy.Protection
            : policy.Address.IsStated ? policy.Address
            : policy.Peer.IsStated ? (Fact)policy.Peer
            : null;
        if (evidence is not null)
            context.Report(policy, evidence, policy.Name, policy.Protection.IsStated ? policy.Protection.Phrase : "nothing enforces it by default").Fix(policy.Protection, LinkProtection.Encrypted);
    }
}
