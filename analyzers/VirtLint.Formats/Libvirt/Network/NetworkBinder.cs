using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Network;

/// <summary>Binds <c>&lt;network&gt;</c> and its port groups.</summary>
/// <remarks>libvirt, formatnetwork.rst.</remarks>
internal static class NetworkBinder
{
    private const string Source = "formatnetwork.rst";

    public static readonly BindingTable<VirtualSwitch> Table = new BindingTable<VirtualSwitch>(Platform.Libvirt, "network", Source)
        .Row("bridge/@name", (s, f) => s.Bridge = f, Vocabulary.Text, source: "Connectivity")
        .Row("bridge/@zone", (s, f) => s.FirewallZone = f, Vocabulary.Text, source: "Connectivity")
        .Row("mtu/@size", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "Connectivity")
        .Row("port/@isolated", (s, f) => s.Isolated = f, Vocabulary.YesNo, whenAbsent: false, source: "Isolating ports from one another")
        .Row("@trustGuestRxFilters", (s, f) => s.TrustsGuestFilters = f, Vocabulary.YesNo, whenAbsent: false, source: "General metadata")
        .Computed(
            "forward/@mode", s => s.Forwarding,
            "'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough' or 'hostdev'",
            whenAbsent: "isolated without forward, nat without a mode",
            source: "Connectivity")
        .Computed(
            "vlan/tag/@id, vlan/@trunk, vlan/tag/@nativeMode", s => s.Vlans,
            "numbers from 0 to 4095; several, or trunk 'yes', let guests tag",
            source: "Setting VLAN tag (on supported network types only)")
        .Computed("virtualport/@type", s => s.IsOpenVSwitch, "'openvswitch'", source: "Connectivity")
        .Computed("bridge/@zone", s => s.ZonePolicy, "'trusted', which accepts everything", source: "Connectivity; firewalld.zones(5)");

    public static readonly BindingTable<PortGroup> PortGroups = new BindingTable<PortGroup>(Platform.Libvirt, "network: portgroup", Source)
        .Row("@trustGuestRxFilters", (p, f) => p.TrustsGuestFilters = f, Vocabulary.YesNo, whenAbsent: false, source: "Portgroups")
        .Row("port/@isolated", (p, f) => p.Isolated = f, Vocabulary.YesNo, source: "Isolating ports from one another")
        .Computed("vlan/tag/@id, vlan/@trunk, vlan/tag/@nativeMode", p => p.Vlans, "numbers from 0 to 4095", source: "Setting VLAN tag (on supported network types only)");

    private static readonly Vocabulary<NetworkForwarding> s_modes = Vocabulary.Of(
        ("nat", NetworkForwarding.Nat),
        ("route", NetworkForwarding.Routed),
        ("open", NetworkForwarding.Unfiltered),
        ("bridge", NetworkForwarding.Bridged),
        ("private", NetworkForwarding.Bridged),
        ("vepa", NetworkForwarding.Bridged),
        ("passthrough", NetworkForwarding.Bridged),
        ("hostdev", NetworkForwarding.Bridged));

    /// <summary>Other products have a root element of this name too.</summary>
    public static bool IsOurs(XmlHead head) =>
        head.Has("libvirt.org/schemas/network") || (head.Has("<name>") && (head.Has("<forward") || head.Has("<bridge ") || head.Has("<portgroup ") || head.Has("<ip ")));

    public static void Bind(XmlElement element, BindingContext context) => Bind(
        context.Add(element.Find("name/text()") is { Value.Length: > 0 } name
            ? new VirtualSwitch(name.Value, context.Origin(name.ValueSpan))
            : new VirtualSwitch("unnamed", context.Origin(element.NameSpan))),
        element,
        context);

    /// <summary>Binds what a network is, whatever notation states the document.</summary>
    public static void Bind(VirtualSwitch network, XmlElement element, BindingContext context)
    {
        Table.Bind(network, element, context);
        network.Forwarding = Forwarding(element, context);
        network.Vlans = VlanElement.Read(element, context);
        if (element.Find("virtualport/@type") is { } port)
            network.IsOpenVSwitch = Fact.Stated(port.Value == "openvswitch", context.Origin(port.ValueSpan), port.Value, "virtualport/@type");

        // firewalld.zones(5): in zone 'trusted', all network connections are accepted.
        if (network.FirewallZone.IsStated && network.FirewallZone.Is("trusted"))
            network.ZonePolicy = network.FirewallZone.Select(static _ => FirewallAction.Accept);

        foreach (var group in element.Elements("portgroup"))
        {
            var portGroup = context.Add(new PortGroup(
                group.Attribute("name")?.Value ?? "unnamed", context.Origin(group.Attribute("name")?.ValueSpan ?? group.NameSpan), network));
            PortGroups.Bind(portGroup, group, context);
            portGroup.Vlans = VlanElement.Read(group, context);
            portGroup.IsDefault = group.Attribute("default")?.Value == "yes";
        }
    }

    /// <summary>// formatnetwork.rst, "Connectivity": isolated without forward, 'nat' without a mode</summary>
    private static Fact<NetworkForwarding> Forwarding(XmlElement element, BindingContext context) => element.Element("forward") is { } forward
        ? Facts.Read(forward, "@mode", s_modes, NetworkForwarding.Nat, $"{Source}: Connectivity", context)
        : Fact.Default(NetworkForwarding.Isolated, context.Origin(element.NameSpan), $"{Source}: Connectivity", "forward");
}
