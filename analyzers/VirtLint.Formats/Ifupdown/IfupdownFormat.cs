using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Formats.Proxmox;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ifupdown;

namespace VirtLint.Formats.Ifupdown;

/// <summary>The bridges of a host that ifupdown sets up: <c>/etc/network/interfaces</c> and what it includes.</summary>
/// <remarks>interfaces(5), bridge-utils-interfaces(5), ifupdown2's addons, openvswitch-switch's README.Debian.</remarks>
internal sealed class IfupdownFormat : Format
{
    /// <summary>The host of a Proxmox VE node, whose bridges have names that Proxmox VE gives.</summary>
    public static readonly IfupdownFormat ProxmoxVe = new(Platform.ProxmoxVe);

    /// <summary>Any other host whose bridges guests can be on.</summary>
    public static readonly IfupdownFormat Libvirt = new(Platform.Libvirt);

    private IfupdownFormat(Platform platform)
    {
        Platform = platform;
        Table = new BindingTable<VirtualSwitch>(platform, "network/interfaces: bridge", "interfaces(5)")
            .Row("address", (s, f) => s.HostAddress = f, Vocabulary.Text, source: "inet: static")
            .Row("gateway", (s, f) => s.HostGateway = f, Vocabulary.Text, source: "inet: static")
            .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "inet: static")
            .Computed("iface NAME inet dhcp", s => s.HostAddress, "the method", source: "inet: dhcp")
            .Computed("iface NAME inet dhcp", s => s.HostGateway, "the method", source: "inet: dhcp")
            .Computed("ovs_type", s => s.IsOpenVSwitch, "'OVSBridge'", source: "openvswitch-switch.README.Debian: ovs_type")
            .Computed("bridge-ports", s => s.Internal, "'none', or names of adapters", source: "bridge-utils-interfaces(5)")
            .Computed("mtu", s => s.UplinkMtu, "the smallest number of those of the ports", whenAbsent: "1500 (IEEE 802.3)")
            .Computed("ovs_extra set-controller", s => s.Controller, "'ssl:', 'tcp:', 'pssl:', 'ptcp:', 'unix:' or 'punix:'", source: "ovs-vsctl(8)")
            .Computed("ovs_extra set-fail-mode", s => s.FailsOpen, "'standalone' or 'secure'", whenAbsent: "standalone", source: "ovs-vsctl(8)")
            .Computed("ovs_options, ovs_extra other_config:forward-bpdu", s => s.PassesBridgeFrames, "'true' or 'false'", whenAbsent: "false", source: "ovs-vswitchd.conf.db(5): Bridge")
            .Computed("ovs_options, ovs_extra flood_vlans", s => s.FloodedVlans, "VLANs", source: "ovs-vswitchd.conf.db(5): Bridge")
            .Computed("ovs_options, ovs_extra rstp_enable", s => s.BreaksLoops, "'true' or 'false'", whenAbsent: "false", source: "ovs-vswitchd.conf.db(5): Bridge")
            .Computed("ovs_ports", s => s.Uplinks, "names of adapters", source: "openvswitch-switch.README.Debian: ovs_ports")
            .Computed("ovs_extra set-manager", s => s.DatabaseManager, "'ssl:', 'tcp:', 'pssl:', 'ptcp:', 'unix:' or 'punix:'", source: "ovs-vsctl(8)");

        // Proxmox VE gives the ports of its guests the VLANs of the bridge; what others add to it later has VLAN 1 alone.
        if (platform is Platform.ProxmoxVe)
            Table.Computed("bridge-vlan-aware", s => s.VlanAware, "'yes' or 'no'", whenAbsent: "no", source: "ifupdown2, addons/bridge.py");
    }

    public BindingTable<VirtualSwitch> Table { get; }

    public override string Id => Platform is Platform.ProxmoxVe ? "pve-interfaces" : "ifupdown-interfaces";

    public override Platform Platform { get; }

    public override string Title => Platform is Platform.ProxmoxVe ? "Proxmox VE host network (network/interfaces)" : "ifupdown host network (network/interfaces)";

    public override PathClaim Claim(FilePath path) =>
        path.Name == "interfaces" || path.FolderName == "interfaces.d" || (path.Name.StartsWith("interfaces.", StringComparison.Ordinal) && !IsCode(path))
            ? PathClaim.Possible
            : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var (hasStanza, hasBridge, isProxmox) = (false, false, false);
        foreach (var line in text.Lines)
        {
            var words = text.ToString(TextSpan.FromBounds(line.Start, Math.Min(line.End, line.Start + 200))).TrimStart();
            hasStanza |= words.StartsWith("iface ", StringComparison.Ordinal);
            hasBridge |= words.StartsWith("bridge_", StringComparison.Ordinal) || words.StartsWith("bridge-", StringComparison.Ordinal)
                || words.StartsWith("ovs_type", StringComparison.Ordinal);
            isProxmox |= words.StartsWith("iface vmbr", StringComparison.Ordinal);
        }

        return hasStanza && hasBridge && isProxmox == Platform is Platform.ProxmoxVe;
    }

    public override string SiteRoot(FilePath path) => Platform is Platform.ProxmoxVe ? PvePaths.SiteRoot(path) : LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IfupdownTree.Parse(context.File.Text);
        context.AddErrors(tree);
        var interfaces = tree.Stanzas.Where(static stanza => stanza.Keyword.Text == "iface" && stanza.Name.Length > 0).ToList();

        // What a template or an included file may add is not known to be absent.
        var isWhole = !tree.IsTemplate && tree.Stanzas.All(static stanza => !stanza.Keyword.Text.StartsWith("source", StringComparison.Ordinal));
        var byName = interfaces.ToLookup(static stanza => stanza.Name, StringComparer.Ordinal);
        var bridges = byName.Where(static group => group.Any(IsBridge)).ToList();
        var adapters = AdapterCount(byName, bridges);
        var hostVlans = HostVlans(byName);
        foreach (var stanzas in bridges)
        {
            var bridge = Bind([.. stanzas], byName, path, context, isWhole);
            bridge.HostVlans = [.. bridge.HostVlans, .. hostVlans[bridge.Name]];
            bridge.HostAdapterCount = adapters;
        }
    }

    private static bool IsCode(FilePath path) =>
        path.Name is "interfaces.ts" or "interfaces.tsx" or "interfaces.js" or "interfaces.py" or "interfaces.go" or "interfaces.cs" or "interfaces.rs"
            or "interfaces.java" or "interfaces.php" or "interfaces.md" or "interfaces.rst" or "interfaces.json" or "interfaces.yml" or "interfaces.yaml"
            or "interfaces.xml" or "interfaces.h" or "interfaces.d.ts";

    private static bool IsBridge(IfupdownStanza stanza) =>
        stanza.Find("bridge-ports") is not null || stanza.Find("bridge-vlan-aware") is not null || stanza.Find("ovs_type")?.Value == "OVSBridge";

    private VirtualSwitch Bind(
        ImmutableArray<IfupdownStanza> stanzas, ILookup<string, IfupdownStanza> byName, FilePath path, BindingContext context, bool isWhole)
    {
        var main = stanzas.First(IsBridge);
        var bridge = context.Add(new VirtualSwitch(main.Name, context.Origin(main.Anchor)) { Host = PvePaths.NodeOf(path.Full) });
        Table.Bind(bridge, stanzas.FirstOrDefault(static stanza => stanza.Find("address") is not null) ?? main, context);
        if (bridge.HostAddress.State is FactState.Absent && stanzas.FirstOrDefault(static stanza => stanza.Method == "dhcp") is { } dhcp)
        {
            var method = dhcp.Arguments[dhcp.Arguments.Length - 1];
            bridge.HostAddress = Fact.Stated("dhcp", context.Origin(method.Span), method.Text);
            bridge.HostGateway = bridge.HostAddress;
        }

        if (main.Find("ovs_type") is { } type)
            bridge.IsOpenVSwitch = Fact.Stated(true, context.Origin(type.ValueSpan), type.Value, "ovs_type");

        if (Platform is Platform.ProxmoxVe && main.Find("bridge-vlan-aware") is { } aware)
            bridge.VlanAware = Facts.Read(main, aware, "bridge-vlan-aware", Vocabulary.PveBoolean, context);

        if (bridge.IsOpenVSwitch.Is(true))
            IfupdownSwitch.Bind(bridge, stanzas, byName.SelectMany(static group => group), context);

        if (main.Find("bridge-ports") is { } ports)
        {
            bridge.Internal = Facts.Read(main, ports, "bridge-ports", Vocabulary.Text, context).Select(static names => names == "none");
            if (isWhole && bridge.Mtu.IsStated)
                bridge.UplinkMtu = SmallestMtu(ports, byName, context);
        }

        return bridge;
    }

    /// <summary>The VLANs of each bridge on which the host has an address: <c>iface vmbr0.10 inet static</c>.</summary>
    private static ILookup<string, int> HostVlans(ILookup<string, IfupdownStanza> byName) => byName
        .Where(static group => group.Key.IndexOf('.') > 0 && group.Any(static stanza => stanza.Method == "dhcp" || stanza.Find("address") is not null))
        .Select(static group => (Bridge: group.Key.Substring(0, group.Key.IndexOf('.')), Vlan: group.Key.Substring(group.Key.IndexOf('.') + 1)))
        .Where(static pair => int.TryParse(pair.Vlan, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .ToLookup(static pair => pair.Bridge, static pair => int.Parse(pair.Vlan, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>The smallest packet size of the bridge's ports; Ethernet's 1500 for a port that the file declares without one.</summary>
    private static Fact<int> SmallestMtu(Setting ports, ILookup<string, IfupdownStanza> byName, BindingContext context)
    {
        var smallest = Fact<int>.Absent;
        foreach (var port in ports.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var stanzas = byName[port].ToList();
            if (stanzas.Count == 0)
                return Fact<int>.Absent;

            var stanza = stanzas.FirstOrDefault(static s => s.Find("mtu") is not null) ?? stanzas[0];
            var mtu = Facts.Read(stanza, "mtu", Vocabulary.Integer, 1500, "IEEE 802.3", context);
            if (!mtu.IsKnown)
                return Fact<int>.Absent;

            if (!smallest.IsKnown || mtu.Value < smallest.Value)
                smallest = mtu;
        }

        return smallest;
    }

    /// <summary>How many Ethernet adapters the file names, as ports or by themselves.</summary>
    private static int AdapterCount(ILookup<string, IfupdownStanza> byName, List<IGrouping<string, IfupdownStanza>> bridges)
    {
        var names = new HashSet<string>(byName.Select(static group => group.Key), StringComparer.Ordinal);
        foreach (var stanza in byName.SelectMany(static group => group))
        {
            foreach (var key in (string[])["bridge-ports", "bond-slaves", "slaves", "ovs_ports", "ovs_bonds"])
                names.UnionWith(stanza.Find(key)?.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? []);
        }

        names.ExceptWith(bridges.Select(static bridge => bridge.Key));
        return names.Count(static name => (name.StartsWith("en", StringComparison.Ordinal) || name.StartsWith("eth", StringComparison.Ordinal))
            && name.IndexOf('.') < 0 && name.IndexOf(':') < 0);
    }
}
