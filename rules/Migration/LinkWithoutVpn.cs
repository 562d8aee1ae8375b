using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags clear-text traffic between hosts over addresses of the Internet.</summary>
public sealed class LinkWithoutVpn() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2031",
        title: "Management or migration crosses an untrusted network unprotected",
        message: "{0} sends {1} over the public network at {2} without TLS, SSH or a tunnel",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 8.1,
        standards: ["NIST SP 800-125 hypervisor security", "CWE-319"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.Is(policy.ClusterLinkProtection, LinkProtection.None) && context.Is(policy.Peer, PublicAddress.Is))
        {
            Report(policy, policy.Peer, policy.Peer.Value, "cluster membership", context);
            return;
        }

        if (!context.Is(policy.Protection, static protection => protection is not LinkProtection.Encrypted))
            return;

        if (context.Is(policy.Network, PublicAddress.Is))
            Report(policy, policy.Network, policy.Network.Value, "guest memory", context);
        else if (context.Is(policy.Address, static address => PublicAddress.Is(address.Text)))
            Report(policy, policy.Address, policy.Address.Value.Text, "guest memory", context);
        else if (context.Is(policy.Peer, PublicAddress.Is))
            Report(policy, policy.Peer, policy.Peer.Value, "guest memory", context);
    }

    private static void Report(MigrationPolicy policy, Fact fact, string address, string what, RuleContext context)
    {
        if (!Tunnels.Carry(context.Options, address))
            context.Report(policy, fact, policy.Name, what, $"'{address}'").Advise("encrypt the link, or join the sites by a tunnel and name its networks in 'virtlint.tunnels'");
    }
}
