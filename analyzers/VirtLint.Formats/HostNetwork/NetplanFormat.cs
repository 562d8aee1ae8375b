using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Formats.OpenVSwitch;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.HostNetwork;

/// <summary>The bridges of a host that netplan sets up: <c>/etc/netplan/*.yaml</c>, each file over those before it.</summary>
/// <remarks>netplan-yaml: "Properties for device type bridges", "vlans", "Open vSwitch".</remarks>
internal sealed class NetplanFormat : Format
{
    private const int SniffedCharacters = 1 << 16;
    private const string Document = "netplan-yaml";

    /// <summary>Hosts with bridges of the kernel.</summary>
    public static readonly NetplanFormat Libvirt = new(Platform.Libvirt);

    /// <summary>Hosts with switches of Open vSwitch.</summary>
    public static readonly NetplanFormat OpenVSwitch = new(Platform.OpenVSwitch);

    public static readonly BindingTable<VirtualSwitch> Bridges = Describe(Platform.Libvirt, "netplan: bridges");

    public static readonly BindingTable<VirtualSwitch> Switches = Describe(Platform.OpenVSwitch, "netplan: bridges with openvswitch")
        .Computed("openvswitch", static s => s.IsOpenVSwitch, "a mapping")
        .Computed("openvswitch.controller.addresses", static s => s.Controller, "connection methods")
        .Computed("openvswitch.fail-mode", static s => s.FailsOpen, "'standalone' or 'secure'", whenAbsent: "standalone")
        .Computed("openvswitch.other-config.forward-bpdu", static s => s.PassesBridgeFrames, "'true' or 'false'");

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.OfAnyCase(("true", true), ("yes", true), ("on", true), ("false", false), ("no", false), ("off", false));

    private static readonly HostNetworkProject s_project = new(Read);

    private NetplanFormat(Platform platform) => Platform = platform;

    public override string Id => Platform is Platform.OpenVSwitch ? "netplan-ovs" : "netplan";

    public override Platform Platform { get; }

    public override string Title => Platform is Platform.OpenVSwitch ? "netplan with Open vSwitch" : "netplan host network";

    public override IProject Project => s_project;

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".yaml") || path.EndsWith(".yml") || path.EndsWith(".yaml.j2") || path.EndsWith(".yml.j2") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        // The first key is "network", and below it stand a kind of device, the version or the renderer.
        var start = -1;
        for (var i = 0; i < text.Lines.Count && start < 0 && text.Lines[i].Start < SniffedCharacters; i++)
        {
            var line = text.ToString(TextSpan.FromBounds(text.Lines[i].Start, Math.Min(text.Lines[i].End, text.Lines[i].Start + 200)));
            if (line.Length == 0 || line[0] is '#' or '-' or '%' || string.IsNullOrWhiteSpace(line) || line.StartsWith("{%", StringComparison.Ordinal))
                continue;

            if (!line.StartsWith("network:", StringComparison.Ordinal))
                return false;

            start = text.Lines[i].End;
        }

        if (start < 0)
            return false;

        var body = text.ToString(TextSpan.FromBounds(start, Math.Min(text.Length, start + SniffedCharacters)));
        return (Has(body, "version: 2") || Has(body, "renderer:"))
            && (Has(body, "ethernets:") || Has(body, "bridges:") || Has(body, "bonds:") || Has(body, "vlans:") || Has(body, "openvswitch:"))
            && Has(body, "openvswitch:") == Platform is Platform.OpenVSwitch;
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
            if (document.Select("network") is not YamlMapping network)
                continue;

            foreach (var group in network.Entries)
            {
                var kind = group.Key.Text switch
                {
                    "ethernets" => HostLinkKind.Adapter,
                    "bridges" => HostLinkKind.Bridge,
                    "vlans" => HostLinkKind.Vlan,
                    "bonds" or "wifis" or "tunnels" or "dummy-devices" or "virtual-ethernets" or "vrfs" => HostLinkKind.Other,
                    _ => HostLinkKind.Unknown,
                };
                if (kind is HostLinkKind.Unknown || group.Value is not YamlMapping devices)
                    continue;

                foreach (var device in devices.Entries)
                {
                    if (!TemplateMarks.Contains(device.Key.Text) && device.Value is YamlMapping settings)
                        Read(links.Make(device.Key, kind, context), settings, links, context);
                }
            }
        }
    }

    private static void Read(HostLink link, YamlMapping device, HostLinks links, BindingContext context)
    {
        ReadAddresses(link, device, context);
        if (device.Find("mtu") is { } mtu)
            link.StateMtu(Facts.Read(device, mtu, "mtu", Vocabulary.Integer, context));

        if (link.Kind is HostLinkKind.Vlan)
        {
            link.Below = device.TextAt("link") ?? link.Below;
            link.Vlan = int.TryParse(device.TextAt("id"), out var vlan) ? vlan : link.Vlan;
        }

        if (device.Find("interfaces") is { IsList: true } ports && link.Kind is HostLinkKind.Bridge or HostLinkKind.OpenVSwitch)
        {
            var names = ports.Items;
            link.StateNoPorts(ports.IsConditional || names.Any(static name => TemplateMarks.Contains(name.Text))
                ? Fact<bool>.Unresolved(context.Origin(ports.ValueSpan), "interfaces", "template", "interfaces")
                : Fact.Stated(names.IsEmpty, context.Origin(ports.ValueSpan), "interfaces", "interfaces"));
            foreach (var name in names)
                links.Of(name.Text).Bridge = link.Name;
        }

        if (device["openvswitch"] is { } openVSwitch && link.Kind is HostLinkKind.Bridge or HostLinkKind.OpenVSwitch)
            ReadSwitch(link, openVSwitch, context);
    }

    private static void ReadAddresses(HostLink link, YamlMapping device, BindingContext context)
    {
        if (device.Find("dhcp4") is { } dhcp && Facts.Read(device, dhcp, "dhcp4", s_boolean, context) is var on && on.State is not FactState.Absent && !on.Is(false))
        {
            link.StateAddress(on.Select(static _ => "dhcp"));
            link.StateGateway(on.Select(static _ => "dhcp"));
        }

        if (device.Find("addresses") is { IsList: true, Items: [var first, ..] })
            link.StateAddress(TextOf(first, "addresses", context));

        if (device.Find("gateway4") is { } gateway)
            link.StateGateway(Facts.Read(device, gateway, "gateway4", Vocabulary.Text, context));

        foreach (var route in device.Items("routes"))
        {
            if (route.TextAt("to") is "default" or "0.0.0.0/0" && route.Find("via") is { } via)
                link.StateGateway(Facts.Read(route, via, "via", Vocabulary.Text, context));
        }
    }

    private static void ReadSwitch(HostLink link, YamlNode settings, BindingContext context)
    {
        link.Kind = HostLinkKind.OpenVSwitch;
        // netplan writes a fail mode whether or not the file has one. // netplan-yaml, "Open vSwitch": fail-mode
        link.StateFailsOpen(Facts.Read(settings, "fail-mode", Vocabulary.Of(("standalone", true), ("secure", false)), true, $"{Document}: fail-mode", context));
        if (settings.Find("other-config.forward-bpdu") is { } frames)
            link.StatePassesBridgeFrames(Facts.Read(settings, frames, frames.Key, s_boolean, context));

        if (settings.Find("controller.addresses") is not { IsList: true } controllers)
            return;

        foreach (var address in controllers.Items)
        {
            var setting = new Setting(controllers.Key, controllers.KeySpan, address.Text, address.Span, address.Span);
            link.AddController(Facts.Read(settings, setting, "controller.addresses", ConnectionMethod.Vocabulary, context));
        }
    }

    private static Fact<string> TextOf(Literal literal, string key, BindingContext context) => TemplateMarks.Contains(literal.Text)
        ? Fact<string>.Unresolved(context.Origin(literal.Span), literal.Text, "template", key)
        : Fact.Stated(literal.Text, context.Origin(literal.Span), literal.Text, key);

    private static BindingTable<VirtualSwitch> Describe(Platform platform, string place) => new BindingTable<VirtualSwitch>(platform, place, Document)
        .Computed("addresses, dhcp4", static s => s.HostAddress, "addresses with prefix length, or 'true'")
        .Computed("routes, gateway4, dhcp4", static s => s.HostGateway, "a route to 'default', or 'true'")
        .Computed("mtu", static s => s.Mtu, "a whole number")
        .Computed("interfaces", static s => s.Internal, "names of links")
        .Computed("interfaces", static s => s.UplinkMtu, "the smallest 'mtu' of the ports");

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
