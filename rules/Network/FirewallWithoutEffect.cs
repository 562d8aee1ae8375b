using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests outside an active firewall, and firewalls and rules that nothing applies.</summary>
public sealed class FirewallWithoutEffect() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4032",
        title: "Guest is outside the firewall or its rules have no effect",
        message: "{0} {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 6.3,
        standards: ["NIST SP 800-125B firewalls"]);

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (nic.Connected.Is(false) || nic.Machine?.IsTemplate.Is(true) == true || !context.Is(nic.FirewallEffective, false))
            return;

        var finding = context.Report(nic, nic.FirewallEffective, nic.Subject, nic.Firewalled.Is(true)
            ? "asks for the firewall, but nothing filters it"
            : "is left out of the firewall");
        if (nic.Firewalled.Is(false))
            finding.Fix(nic.Firewalled, true);

        // A switch without an uplink keeps what the guest does among the guests of one host.
        if (nic.Switch?.Internal.Is(true) == true)
            finding.At(DiagnosticSeverity.Info);
    }

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (context.Is(firewall.HasEffect, false))
            context.Report(firewall, firewall.HasEffect, firewall.Subject, "is on, but nothing sends its traffic through it");

        if (firewall.Level is not FirewallLevel.Host && firewall.FiltersForwarded is { Origin: { } host } && firewall.FiltersForwarded.Is(false) && context.States(firewall.DefaultForward, static _ => true))
            context.Report(firewall, firewall.DefaultForward, firewall.Subject, "states a default for forwarded traffic that is never applied").Relate(host, "the host does not filter forwarded traffic");

        if (context.Is(firewall.ManagementSources, static source => source.IsAny))
            context.Report(firewall, firewall.ManagementSources, $"Address {firewall.ManagementSources.Phrase} of the management set", "is refused by the platform, and so lets nobody in");
    }

    public override void Check(FirewallRule rule, RuleContext context)
    {
        if (context.Is(rule.HasEffect, false))
            context.Report(rule, rule.HasEffect, $"Rule '{rule.Name}'", "is never applied");
    }
}
