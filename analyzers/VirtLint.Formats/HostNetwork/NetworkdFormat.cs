using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.HostNetwork;

/// <summary>The bridges of a host that systemd-networkd sets up: <c>*.netdev</c> makes a link, <c>*.network</c> configures it.</summary>
/// <remarks>systemd.netdev(5), systemd.network(5).</remarks>
internal sealed class NetworkdFormat : Format
{
    private const string Netdev = "systemd.netdev(5)";
    private const string Network = "systemd.network(5)";

    public static readonly NetworkdFormat Instance = new();

    public static readonly BindingTable<VirtualSwitch> Table = new BindingTable<VirtualSwitch>(Platform.Libvirt, "systemd-networkd: NetDev, Network", Network)
        .Computed("[Network] Address, DHCP", static s => s.HostAddress, "an address with prefix length, or 'yes'", source: $"{Network}: [Network]")
        .Computed("[Network] Gateway, DHCP", static s => s.HostGateway, "an address, or 'yes'", source: $"{Network}: [Network]")
        .Computed("[NetDev] MTUBytes", static s => s.Mtu, "a whole number", source: $"{Netdev}: [NetDev]")
        .Computed("[Link] MTUBytes", static s => s.UplinkMtu, "the smallest number of those of the ports", source: $"{Network}: [Link]");

    private static readonly HostNetworkProject s_project = new(Read);

    private NetworkdFormat()
    {
    }

    public override string Id => "systemd-networkd";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "systemd-networkd host network (.netdev, .network)";

    public override IProject Project => s_project;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".netdev") || path.EndsWith(".network") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, 4096)));
        // Podman's quadlets end in .network too; theirs is a section [Network] without [Match].
        return head.IndexOf("[NetDev]", StringComparison.Ordinal) >= 0 || head.IndexOf("[Match]", StringComparison.Ordinal) >= 0;
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.SystemdUnit);
        context.AddErrors(tree);
        context.IsPartial |= tree.IsTemplate;
    }

    private static void Read(BindingContext context, HostLinks links)
    {
        foreach (var tree in context.Trees.OfType<IniTree>())
        {
            ReadNetdev(tree, links, context);
            foreach (var name in (tree.Find("Match", "Name")?.Value ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries))
            {
                if (name.IndexOfAny(['*', '?', '[', '!']) < 0)
                    ReadNetwork(tree, links.Of(name), links, context);
            }
        }
    }

    private static void ReadNetdev(IniTree tree, HostLinks links, BindingContext context)
    {
        if (tree.Section("NetDev") is not { } device || device.Find("Name") is not { Value.Length: > 0 } name)
            return;

        var kind = device.Find("Kind")?.Value;
        var link = links.Make(name.AsLiteral(), kind switch { "bridge" => HostLinkKind.Bridge, "vlan" => HostLinkKind.Vlan, _ => HostLinkKind.Other }, context);
        if (device.Find("MTUBytes") is { } mtu)
            link.StateMtu(Facts.Read(device, mtu, "MTUBytes", Vocabulary.Integer, context));

        if (kind == "vlan" && int.TryParse(tree.Find("VLAN", "Id")?.Value, out var vlan))
            link.Vlan = vlan;
    }

    private static void ReadNetwork(IniTree tree, HostLink link, HostLinks links, BindingContext context)
    {
        if (tree.Find("Network", "Bridge")?.Value is { Length: > 0 } bridge)
        {
            link.Bridge = bridge;
            if (link.Kind is HostLinkKind.Unknown)
                link.Kind = HostLinkKind.Adapter;
        }

        foreach (var vlan in tree.FindAll("Network", "VLAN"))
            links.Of(vlan.Value).Below = link.Name;

        if (tree.Section("Link") is { } settings && settings.Find("MTUBytes") is { } mtu)
            link.StateMtu(Facts.Read(settings, mtu, "MTUBytes", Vocabulary.Integer, context));

        if (tree.Section("Network") is not { } network)
            return;

        if (network.Find("DHCP") is { Value: "yes" or "ipv4" or "true" } dhcp)
        {
            var leased = Fact.Stated("dhcp", context.Origin(dhcp.ValueSpan), dhcp.Value, "DHCP");
            link.StateAddress(leased);
            link.StateGateway(leased);
        }

        var section = network.Find("Address") is not null ? network : tree.Section("Address");
        if (section?.Find("Address") is { } address)
            link.StateAddress(Facts.Read(section, address, "Address", Vocabulary.Text, context));

        section = network.Find("Gateway") is not null ? network : tree.Section("Route");
        if (section?.Find("Gateway") is { } gateway && section.Find("Destination")?.Value is null or "0.0.0.0/0")
            link.StateGateway(Facts.Read(section, gateway, "Gateway", Vocabulary.Text, context));
    }
}
