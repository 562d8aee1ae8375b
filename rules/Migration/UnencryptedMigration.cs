using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags live migration that sends guest memory over the network in clear.</summary>
public sealed class UnencryptedMigration() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2001",
        title: "Live migration is not encrypted",
        message: "{0} sends guest memory in clear during live migration: {1}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.KubeVirt, Platform.Harvester, Platform.HyperV, Platform.VirtualBox, Platform.Qemu, Platform.CloudHypervisor, Platform.OVirt, Platform.Xen, Platform.Packer],
        securitySeverity: 8.1,
        standards: ["CWE-319", "NIST SP 800-125A migration"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (!context.Is(policy.Protection, LinkProtection.None) || Tunnels.Carry(context.Options, policy.Network.Or("")) || Tunnels.Carry(context.Options, policy.Peer.Or("")))
            return;

        var finding = context.Report(policy, policy.Protection, policy.Name, policy.Protection.Phrase)
            .Fix(policy.Protection, LinkProtection.Encrypted, isSafe: !policy.NeedsKeys);
        if (finding.Help is null)
            finding.Advise("migrate over SMB with encryption, or put IPsec on the migration network");

        if (policy.ControlProtection.Is(LinkProtection.Encrypted))
            finding.At(DiagnosticSeverity.Info);
        else if (policy.Network.IsStated)
            finding.At(DiagnosticSeverity.Warning);
    }
}
