using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags rules that let every source in, to everything or to what administrators use.</summary>
public sealed class WorldOpenRule() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4033",
        title: "Rule admits every source to every or an administrative port",
        message: "Rule '{0}' lets any source reach {1} of {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.HyperV],
        securitySeverity: 7.1,
        standards: ["CWE-284", "NIST SP 800-125B firewalls"]);

    private const string Help = "name the sources that need it, and the ports that they use";

    private static readonly (PortRange Ports, string Name)[] s_databases =
    [
        (new(1433, 1434), "a database"),
        (new(1521, 1521), "a database"),
        (new(3306, 3306), "a database"),
        (new(5432, 5432), "a database"),
        (new(6379, 6379), "a database"),
        (new(9200, 9200), "a database"),
        (new(11211, 11211), "a database"),
        (new(27017, 27017), "a database"),
    ];

    /// <summary>Shells, desktops, databases and the management of machines: IANA's registered ports.</summary>
    private static readonly (PortRange Ports, string Name)[] s_guestPorts =
    [
        (new(22, 22), "SSH"),
        (new(23, 23), "Telnet"),
        (new(3389, 3389), "remote desktop"),
        (new(5900, 5999), "VNC"),
        (new(5985, 5986), "remote management"),
        (new(2375, 2376), "the container engine"),
        (new(16509, 16514), "the hypervisor"),
        (new(2379, 2380), "the cluster's store of keys"),
        (new(6640, 6642), "the databases of a virtual network"),
        (new(10000, 10000), "the administration console"),
        .. s_databases,
    ];

    public override void Check(FirewallRule rule, RuleContext context)
    {
        if (!rule.AdmitsInbound || rule.Policy is not { } firewall || !context.Is(rule.Source, static source => source.IsAny))
            return;

        if (firewall.IsForNetworkFunction(context))
            return;

        if (rule.Destination.State is FactState.Absent && context.Is(rule.Ports, static ports => ports.IsAll))
            context.Report(rule, rule.Action, rule.Name, "every port", firewall.Description).Advise(Help);
        else if (Named(rule, firewall, context) is { } service)
            context.Report(rule, rule.Ports, rule.Name, service, firewall.Description).Advise(Help);
    }

    private static string? Named(FirewallRule rule, FirewallPolicy firewall, RuleContext context)
    {
        // The management ports of hosts and clusters are VL1004's.
        foreach (var (range, name) in firewall.Level is FirewallLevel.Guest or FirewallLevel.Filter ? s_guestPorts : s_databases)
        {
            if (context.Is(rule.Ports, ports => ports.Meets(range)))
                return name;
        }

        return null;
    }
}
