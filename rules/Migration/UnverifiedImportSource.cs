using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags guests that are imported from a host whose certificate nobody checks.</summary>
public sealed class UnverifiedImportSource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2050",
        title: "Guests are imported over an unverified link",
        message: "Import source '{0}' is not asked for a valid certificate, so that whoever answers for it supplies the guests",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.ProxmoxVe, Platform.KubeVirt, Platform.Harvester],
        securitySeverity: 7.4,
        standards: ["CWE-295"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.States(policy.VerifyImportSource, false)
            && !context.Is(policy.Peer, static peer => ListenAddress.Of(peer).Exposure is Exposure.Loopback))
        {
            context.Report(policy, policy.VerifyImportSource, policy.Name).FixByRemoving(policy.VerifyImportSource);
        }
    }
}
