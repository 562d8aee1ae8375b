using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests that may announce themselves as a router of their segment, or as a bridge of the network.</summary>
public sealed class RogueNetworkService() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4005",
        title: "Guest may act as router, DHCP server or bridge",
        message: "{0} lets {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.ProxmoxVe, Platform.OpenVSwitch, Platform.Vmware, Platform.HyperV],
        securitySeverity: 5.9);

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.InForce.Is(false) || !context.States(firewall.AllowsRouterAdvertisement, true) || firewall.IsForNetworkFunction(context))
            return;

        context.Report(firewall, firewall.AllowsRouterAdvertisement, firewall.Subject, "the guest send router advertisements, and so draw the traffic of its segment to itself", firewall.AllowsRouterAdvertisement.Phrase)
            .Fix(firewall.AllowsRouterAdvertisement, false, isSafe: true);
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.States(network.PassesBridgeFrames, true))
        {
            context.Report(network, network.PassesBridgeFrames, network.Subject, "its guests send the frames of bridges, and so redraw the paths of the network", network.PassesBridgeFrames.Statement)
                .Fix(network.PassesBridgeFrames, false, isSafe: true);
        }
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (nic.Machine?.IsNetworkFunction(context.Options) == true)
            return;

        Judge(nic, nic.AllowsRouterAdvertisement, "the guest send router advertisements, and so draw the traffic of its segment to itself", context);
        Judge(nic, nic.AllowsAddressOffers, "the guest answer as a DHCP server, and so choose the router of its neighbours", context);
    }

    private static void Judge(NetworkInterface nic, Fact<bool> allows, string what, RuleContext context)
    {
        if (context.States(allows, true))
            context.Report(nic, allows, nic.Subject, what, allows.Statement).Fix(allows, false, isSafe: true);
    }
}
