using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags overlays between hosts that nothing encrypts.</summary>
public sealed class UnencryptedOverlay() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4050",
        title: "Tenant overlay crosses the network in clear",
        message: "{0} sends guest traffic to other hosts in clear: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.OpenVSwitch, Platform.OpenStack, Platform.Incus],
        profile: Profile.Strict,
        securitySeverity: 5.3,
        standards: ["CWE-319", "NIST SP 800-125B segmentation"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (!context.Is(network.Overlay, static _ => true) || IsProtected(network.OverlayPeers, context))
            return;

        context.Report(network, network.Overlay, network.Subject, network.Overlay.Phrase).Advise("run IPsec or WireGuard between the hosts, and declare its networks as virtlint.protected_networks");
    }

    /// <summary>Whether all peers are on links that the project declares as encrypted or dedicated.</summary>
    private static bool IsProtected(Fact<string> peers, RuleContext context)
    {
        var networks = context.Options.List("virtlint.protected_networks");
        if (networks.Count == 0)
            return false;

        return !peers.IsKnown || peers.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).All(peer => networks.Any(network => AddressRange.Contains(network, peer)));
    }
}
