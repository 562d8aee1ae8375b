using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags firewalls of hosts and clusters that are switched off.</summary>
public sealed class FirewallDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4030",
        title: "Hypervisor firewall is switched off",
        message: "{0}: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.Nutanix],
        securitySeverity: 7.5,
        standards: ["NIST SP 800-125B firewalls", "CWE-284"]);

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.Level is FirewallLevel.Ports && context.States(firewall.Enabled, false))
        {
            context.Report(firewall, firewall.Enabled, "The agent filters no guest's traffic, and security groups are not applied", firewall.Enabled.Statement).Fix(firewall.Enabled, true);
        }
        else if (firewall.Level is FirewallLevel.Selection && context.Is(firewall.Enabled, false))
        {
            context.Report(firewall, firewall.Enabled, $"Policy '{firewall.Name}' is kept or watched, and filters no guest's traffic", firewall.Enabled.Statement).Fix(firewall.Enabled, true);
        }
        else if (firewall.Level is FirewallLevel.Cluster or FirewallLevel.Host && context.Is(firewall.Enabled, false))
        {
            context.Report(firewall, firewall.Enabled, $"The firewall of {(firewall.Level is FirewallLevel.Cluster ? "the cluster" : $"host '{firewall.Name}'")} is off, and none of its rules is applied", firewall.Enabled.IsStated ? firewall.Enabled.Statement : "off by default").Fix(firewall.Enabled, true);
        }
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (!context.States(network.Forwarding, NetworkForwarding.Unfiltered))
            return;

        var finding = context.Report(network, network.Forwarding, $"The host sets up no firewall rule for network '{network.Name}'", network.Forwarding.Phrase)
            .Advise("use a mode for which the platform sets up rules, or filter the network by a zone of your own");

        // A zone that the file names is a firewall of its own: what it lets through is written there.
        if (network.FirewallZone.IsKnown)
            finding.At(DiagnosticSeverity.Info);
    }
}
