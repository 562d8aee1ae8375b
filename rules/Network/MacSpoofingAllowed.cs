using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags firewalls that no longer drop frames whose source address is not the guest's own.</summary>
public sealed class MacSpoofingAllowed() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4001",
        title: "Guest may send with a foreign MAC address",
        message: "{0} lets guests send with any MAC address, and so pose as another machine: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 6.8,
        standards: ["CWE-290", "NIST SP 800-125B segmentation"]);

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.InForce.Is(false) || !context.States(firewall.FiltersMac, false) || firewall.IsForNetworkFunction(context))
            return;

        context.Report(firewall, firewall.FiltersMac, firewall.Subject, firewall.FiltersMac.Phrase).Fix(firewall.FiltersMac, true, isSafe: true);
    }
}
