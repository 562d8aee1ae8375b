using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags firewall rules and allow lists that let any source reach a management, console or migration port.</summary>
public sealed class ManagementPortOpenToAnySource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1004",
        title: "Firewall opens a management port to any source",
        message: "{0} lets {1} reach {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Vmware, Platform.Libvirt, Platform.OpenStack],
        securitySeverity: 7.3,
        standards: ["CWE-284"]);

    private static readonly (PortRange Ports, string Service)[] s_services =
    [
        (new(8006, 8006), "the management interface"),
        (new(22, 22), "SSH"),
        (new(3128, 3128), "the SPICE proxy"),
        (new(5900, 5999), "guest consoles"),
        (new(60000, 60050), "live migration"),
        (new(111, 111), "the port mapper"),
        (new(16509, 16514), "the hypervisor's management"),
        (new(49152, 49215), "live migration"),
        (new(6640, 6642), "the databases of the virtual network"),
    ];

    public override void Check(FirewallRule rule, RuleContext context)
    {
        // A rule that opens every port is another rule's business.
        if (rule.Policy is not { Level: FirewallLevel.Cluster or FirewallLevel.Host }
            || !rule.AdmitsInbound
            || !rule.Ports.Is(static ports => !ports.IsAll)
            || rule.Interface.Is("lo")
            || (rule.HostService.IsKnown ? rule.HostService.Value : ServiceAt(rule.Ports.Value)) is not { } service
            || !context.Is(rule.Source, static source => source.IsAny || source.IsPublicSized))
        {
            return;
        }

        var finding = context.Report(rule, rule.Source.IsStated ? rule.Source : rule.Ports, $"Firewall '{rule.Policy.Name}'", Who(rule.Source.Value), service);
        finding.Advise("name the management network as the source");
        if (rule.Interface.State is not FactState.Absent)
            finding.At(DiagnosticSeverity.Info);
    }

    public override void Check(FirewallPolicy policy, RuleContext context)
    {
        // The platform refuses a set that holds every address.
        if (context.Is(policy.ManagementSources, static source => source is { IsPublicSized: true, IsAny: false }))
        {
            context.Report(policy, policy.ManagementSources, "The set of management addresses", Who(policy.ManagementSources.Value), "the management interface, SSH and consoles")
                .Advise("list the networks that administrators work from");
        }
    }

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (!context.Is(endpoint.AllowedSources, static source => source.IsAny)
            || endpoint.Address.IsUnresolved
            || endpoint.Address.Is(static address => address.IsLocal)
            || context.Site.All<FirewallPolicy>().FirstOrDefault(static policy => policy.Level is FirewallLevel.Cluster) is not { } firewall
            || !context.Is(firewall.Enabled, false))
        {
            return;
        }

        var finding = context.Report(endpoint, endpoint.AllowedSources, $"'{endpoint.Name}'", "any address", "the management interface, and the cluster's firewall is off");
        finding.Advise("allow the management network and deny the rest, or switch the firewall on");
        if (firewall.Enabled.Origin is { } origin)
            finding.Relate(origin, "the firewall is off here");
    }

    private static string Who(TrafficSource source) => source.IsAny ? "any address" : $"'{source.Text}'";

    private static string? ServiceAt(PortSet ports)
    {
        foreach (var (range, service) in s_services)
        {
            if (ports.Meets(range))
                return service;
        }

        return null;
    }
}
