using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.HostNetwork;

/// <summary>The bridges of a host in NetworkManager's keyfiles: <c>system-connections/*.nmconnection</c>, one link each.</summary>
/// <remarks>nm-settings-keyfile(5).</remarks>
internal sealed class NetworkManagerFormat : Format
{
    private const string Manual = "nm-settings-keyfile(5)";

    public static readonly NetworkManagerFormat Instance = new();

    public static readonly BindingTable<VirtualSwitch> Table = new BindingTable<VirtualSwitch>(Platform.Libvirt, "*.nmconnection: type=bridge", Manual)
        .Computed("[ipv4] address1, method", static s => s.HostAddress, "an address with prefix length, or 'auto'", source: "ipv4")
        .Computed("[ipv4] address1, gateway, method", static s => s.HostGateway, "an address, or 'auto'", source: "ipv4")
        .Computed("[ethernet] mtu", static s => s.Mtu, "a whole number", source: "802-3-ethernet")
        .Computed("[ethernet] mtu", static s => s.UplinkMtu, "the smallest number of those of the ports", source: "802-3-ethernet");

    private static readonly HostNetworkProject s_project = new(Read);

    private NetworkManagerFormat()
    {
    }

    public override string Id => "networkmanager-keyfile";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "NetworkManager keyfile (.nmconnection)";

    public override IProject Project => s_project;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".nmconnection") || path.EndsWith(".nmconnection.j2") ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.KeyFile);
        context.AddErrors(tree);
        context.IsPartial |= tree.IsTemplate;
    }

    private static void Read(BindingContext context, HostLinks links)
    {
        foreach (var tree in context.Trees.OfType<IniTree>())
        {
            if (tree.Find("connection", "interface-name") is not { Value.Length: > 0 } name || TemplateMarks.Contains(name.Value))
                continue;

            var kind = tree.Find("connection", "type")?.Value switch
            {
                "bridge" => HostLinkKind.Bridge,
                "vlan" => HostLinkKind.Vlan,
                "ethernet" or "802-3-ethernet" => HostLinkKind.Adapter,
                _ => HostLinkKind.Other,
            };
            Read(links.Make(name.AsLiteral(), kind, context), tree, context);
        }
    }

    private static void Read(HostLink link, IniTree tree, BindingContext context)
    {
        // "master" is what releases before 1.46 call the controller.
        if ((tree.Find("connection", "controller") ?? tree.Find("connection", "master"))?.Value is { } controller)
            link.Bridge = controller;

        if (tree.Section("vlan") is { } vlan)
        {
            link.Below = vlan.Find("parent")?.Value ?? "";
            link.Vlan = int.TryParse(vlan.Find("id")?.Value, out var id) ? id : null;
        }

        if (tree.Section("ethernet") is { } ethernet && ethernet.Find("mtu") is { } mtu)
            link.StateMtu(Facts.Read(ethernet, mtu, "mtu", Vocabulary.Integer, context));

        if (tree.Section("ipv4") is { } settings)
            ReadAddress(link, settings, context);
    }

    private static void ReadAddress(HostLink link, IniSection settings, BindingContext context)
    {
        if (settings.Find("method") is { Value: "auto" } method)
        {
            var leased = Fact.Stated("dhcp", context.Origin(method.ValueSpan), method.Value, "method");
            link.StateAddress(leased);
            link.StateGateway(leased);
        }

        if ((settings.Find("address1") ?? settings.Find("address")) is { } address)
        {
            // "192.0.2.10/24,192.0.2.1": the gateway may stand behind the address. // nm-settings-keyfile(5): ipv4.addresses
            var parts = address.Value.Split(',');
            var read = Facts.Read(settings, address, address.Key, Vocabulary.Text, context);
            link.StateAddress(read.Select(_ => parts[0]));
            if (parts.Length > 1)
                link.StateGateway(read.Select(_ => parts[1]));
        }

        if (settings.Find("gateway") is { } gateway)
            link.StateGateway(Facts.Read(settings, gateway, "gateway", Vocabulary.Text, context));
    }
}
