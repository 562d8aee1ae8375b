using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags active firewalls that accept what no rule names.</summary>
public sealed class DefaultAllowPolicy() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4031",
        title: "Firewall accepts what no rule names",
        message: "{0} accepts inbound traffic that no rule names: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.Vmware],
        securitySeverity: 6.5,
        standards: ["NIST SP 800-125B firewalls", "CWE-1188"]);

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.InForce.Is(false) || !context.Is(firewall.DefaultIn, FirewallAction.Accept) || DropsTheRest(firewall))
            return;

        context.Report(firewall, firewall.DefaultIn, firewall.Subject, firewall.DefaultIn.Phrase).Fix(firewall.DefaultIn, FirewallAction.Drop);
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.Is(network.ZonePolicy, FirewallAction.Accept))
            context.Report(network, network.ZonePolicy, network.Subject, network.ZonePolicy.Phrase).Advise("use the platform's own zone, or one that rejects by default");
    }

    /// <summary>Whether a rule of the policy itself stands in for the default.</summary>
    private static bool DropsTheRest(FirewallPolicy firewall) => firewall.Parts<FirewallRule>().Any(static rule =>
        rule.Group.Length == 0
        && rule.IsActive.Is(true)
        && rule.Direction.Is(TrafficDirection.In)
        && rule.Action.Is(static action => action is FirewallAction.Drop or FirewallAction.Reject)
        && rule.Source.Is(static source => source.IsAny)
        && rule.Ports.Is(static ports => ports.IsAll)
        && rule.Interface.State is FactState.Absent
        && rule.Destination.State is FactState.Absent);
}
