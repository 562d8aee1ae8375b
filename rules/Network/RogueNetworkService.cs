using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests that may announce themselves as a router of their segment.</summary>
public sealed class RogueNetworkService() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4005",
        title: "Guest may act as router, DHCP server or bridge",
        message: "{0} lets the guest send router advertisements, and so draw the traffic of its segment to itself: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 5.9);

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.InForce.Is(false) || !context.States(firewall.AllowsRouterAdvertisement, true) || firewall.IsForNetworkFunction(context))
            return;

        context.Report(firewall, firewall.AllowsRouterAdvertisement, firewall.Subject, firewall.AllowsRouterAdvertisement.Phrase)
            .Fix(firewall.AllowsRouterAdvertisement, false, isSafe: true);
    }
}
