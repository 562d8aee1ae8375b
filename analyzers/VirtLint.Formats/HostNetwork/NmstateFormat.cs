using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.HostNetwork;

/// <summary>The bridges of a host that NMState sets up: a desired state, alone or in a policy for the nodes of a cluster.</summary>
/// <remarks>nmstate.io, "State": interfaces, routes; kubernetes-nmstate: NodeNetworkConfigurationPolicy.</remarks>
internal sealed class NmstateFormat : Format
{
    private const int SniffedCharacters = 1 << 16;
    private const string Document = "nmstate";

    /// <summary>Hosts with bridges of the kernel.</summary>
    public static readonly NmstateFormat Libvirt = new(Platform.Libvirt);

    /// <summary>Hosts with switches of Open vSwitch.</summary>
    public static readonly NmstateFormat OpenVSwitch = new(Platform.OpenVSwitch);

    public static readonly BindingTable<VirtualSwitch> Bridges = Describe(Platform.Libvirt, "NMState: interfaces, type 'linux-bridge'");

    public static readonly BindingTable<VirtualSwitch> Switches = Describe(Platform.OpenVSwitch, "NMState: interfaces, type 'ovs-bridge'", ", of the ovs-interface of the same name")
        .Computed("type", static s => s.IsOpenVSwitch, "'ovs-bridge'")
        .Computed("bridge.options.fail-mode", static s => s.FailsOpen, "'standalone' or 'secure'");

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.Of(("true", true), ("false", false));

    private static readonly HostNetworkProject s_project = new(Read);

    private NmstateFormat(Platform platform) => Platform = platform;

    public override string Id => Platform is Platform.OpenVSwitch ? "nmstate-ovs" : "nmstate";

    public override Platform Platform { get; }

    public override string Title => Platform is Platform.OpenVSwitch ? "NMState with Open vSwitch" : "NMState host network";

    public override IProject Project => s_project;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".yaml") || path.EndsWith(".yml") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters)));
        var isPolicy = Has(head, "kind: NodeNetworkConfigurationPolicy") || Has(head, "kind: NodeNetworkState");
        return (isPolicy || head.StartsWith("interfaces:", StringComparison.Ordinal) || Has(head, "\ninterfaces:"))
            && (Has(head, "type: linux-bridge") || Has(head, "type: ovs-bridge"))
            && Has(head, "type: ovs-bridge") == Platform is Platform.OpenVSwitch;
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial |= tree.IsTemplate;
    }

    private static void Read(BindingContext context, HostLinks links)
    {
        foreach (var document in context.Trees.OfType<YamlTree>().SelectMany(static tree => tree.Documents))
        {
            var state = document.Select("spec.desiredState") ?? document;
            foreach (var item in state.Items("interfaces").OfType<YamlMapping>())
            {
                if (item.Find("name") is { Value.Length: > 0 } name && !TemplateMarks.Contains(name.Value) && item.TextAt("state") is not ("absent" or "ignore"))
                    Read(links.Make(name.AsLiteral(), KindOf(item.TextAt("type")), context), item, links, context);
            }

            foreach (var route in state.Items("routes.config"))
            {
                if (route.TextAt("destination") is "0.0.0.0/0" && route.TextAt("next-hop-interface") is { } through && route.Find("next-hop-address") is { } gateway)
                    links.Of(through).StateGateway(Facts.Read(route, gateway, gateway.Key, Vocabulary.Text, context));
            }
        }
    }

    private static HostLinkKind KindOf(string? type) => type switch
    {
        "linux-bridge" => HostLinkKind.Bridge,
        "ovs-bridge" => HostLinkKind.OpenVSwitch,
        "vlan" => HostLinkKind.Vlan,
        "ethernet" => HostLinkKind.Adapter,
        _ => HostLinkKind.Other,
    };

    private static void Read(HostLink link, YamlMapping device, HostLinks links, BindingContext context)
    {
        // A switch of Open vSwitch has neither size nor address: the interface of its name has them. // nmstate, ovs.rs: sanitize
        if (device.TextAt("type") != "ovs-bridge")
        {
            if (device.Find("mtu") is { } mtu)
                link.StateMtu(Facts.Read(device, mtu, "mtu", Vocabulary.Integer, context));

            ReadAddress(link, device, context);
        }

        link.Below = device.TextAt("vlan.base-iface") ?? "";
        link.Vlan = int.TryParse(device.TextAt("vlan.id"), out var vlan) ? vlan : null;
        if (link.Kind is HostLinkKind.Bridge or HostLinkKind.OpenVSwitch)
            ReadBridge(link, device, links, context);
    }

    private static void ReadAddress(HostLink link, YamlMapping device, BindingContext context)
    {
        if (device.TextAt("ipv4.enabled") == "false")
            return;

        if (device.Find("ipv4.dhcp") is { } dhcp && Facts.Read(device, dhcp, "ipv4.dhcp", s_boolean, context) is var on && on.State is not FactState.Absent && !on.Is(false))
        {
            link.StateAddress(on.Select(static _ => "dhcp"));
            link.StateGateway(on.Select(static _ => "dhcp"));
        }

        if (device.Items("ipv4.address").FirstOrDefault() is { } first && first.Find("ip") is { } address)
        {
            var length = first.TextAt("prefix-length");
            link.StateAddress(Facts.Read(first, address, "ip", Vocabulary.Text, context).Select(text => length is null ? text : $"{text}/{length}"));
        }
    }

    private static void ReadBridge(HostLink link, YamlMapping device, HostLinks links, BindingContext context)
    {
        if (link.Kind is HostLinkKind.OpenVSwitch && device.Find("bridge.options.fail-mode") is { } mode)
            link.StateFailsOpen(Facts.Read(device, mode, mode.Key, Vocabulary.Of(("standalone", true), ("secure", false)), context));

        if ((device.Select("bridge.port") ?? device.Select("bridge.ports")) is not YamlSequence ports)
            return;

        // The switch's own interface is a port as well.
        var others = ports.Nodes.Where(port => port.TextAt("name") != link.Name).ToList();
        link.StateNoPorts(Fact.Stated(others.Count == 0, context.Origin(ports.Anchor), "port", "bridge.port"));
        foreach (var port in others)
        {
            if (port.TextAt("name") is { Length: > 0 } name)
                links.Of(name).Bridge = link.Name;
        }
    }

    private static BindingTable<VirtualSwitch> Describe(Platform platform, string place, string owner = "") => new BindingTable<VirtualSwitch>(platform, place, Document)
        .Computed("ipv4.address, ipv4.dhcp", static s => s.HostAddress, $"addresses, or 'true'{owner}")
        .Computed("routes.config, ipv4.dhcp", static s => s.HostGateway, "a route to '0.0.0.0/0', or 'true'")
        .Computed("mtu", static s => s.Mtu, $"a whole number{owner}")
        .Computed("bridge.port", static s => s.Internal, "names of links")
        .Computed("bridge.port", static s => s.UplinkMtu, "the smallest 'mtu' of the ports");

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
