using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags firewalls that drop traffic without a word, and switches that tell nobody of their traffic.</summary>
public sealed class InvisibleTraffic() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6030",
        title: "Guest traffic is invisible to monitoring",
        message: "{0} {1}: {2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.OpenVSwitch, Platform.OpenStack, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 3.7,
        standards: ["CWE-778", "NIST SP 800-125B monitoring"]);

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (context.Is(firewall.InForce, true)
            && context.Is(firewall.LogsDropped, false)
            && !context.Is(firewall.DefaultIn, FirewallAction.Accept)
            && !LetsAllInFromAbove(firewall, context.Site))
        {
            context.Report(firewall, firewall.LogsDropped, $"Firewall of '{firewall.Name}'", "drops inbound traffic and logs none of it", firewall.LogsDropped.IsStated ? firewall.LogsDropped.Statement : "logging is off by default")
                .Fix(firewall.LogsDropped, true, isSafe: true);
        }
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.Is(network.ReportsTraffic, false))
        {
            context.Report(network, network.ReportsTraffic, network.Subject, "tells no collector and no sensor of its guests' traffic", "it has neither flow export nor mirror")
                .Advise("export flows to a collector, by sFlow or IPFIX");
        }
    }

    /// <summary>A host takes its default policy from the cluster.</summary>
    private static bool LetsAllInFromAbove(FirewallPolicy firewall, Site site) =>
        firewall.Level is FirewallLevel.Host
        && site.All<FirewallPolicy>().Any(static other => other.Level is FirewallLevel.Cluster && other.DefaultIn.Is(FirewallAction.Accept));
}
