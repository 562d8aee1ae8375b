using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>Makes switches, ports and mirrors of the database, whatever file described it.</summary>
/// <remarks>ovs-vswitchd.conf.db(5), made of vswitchd/vswitch.xml.</remarks>
internal static class OvsBinder
{
    private const string Manual = "ovs-vswitchd.conf.db(5)";
    private const int LastVlan = 4094;

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.Of(("true", true), ("false", false));

    public static readonly BindingTable<VirtualSwitch> Bridges = new BindingTable<VirtualSwitch>(Platform.OpenVSwitch, "table Bridge", Manual)
        .Row("fail_mode", (s, f) => s.FailsOpen = f, Vocabulary.Of(("standalone", true), ("secure", false)), whenAbsent: true, source: "Bridge: fail_mode")
        .Row("flood_vlans", (s, f) => s.FloodedVlans = f, Vocabulary.Text, source: "Bridge: flood_vlans")
        .Row("other_config:forward-bpdu", (s, f) => s.PassesBridgeFrames = f, s_boolean, whenAbsent: false, source: "Bridge: other_config")
        .Computed("stp_enable, rstp_enable", static s => s.BreaksLoops, "'true' or 'false'", whenAbsent: "false", source: "Bridge: stp_enable")
        .Computed("ports", static s => s.Uplinks, "ports with adapters of the host", source: "Bridge: ports")
        .Computed("sflow, netflow, ipfix, mirrors", static s => s.ReportsTraffic, "records of their tables", source: "Bridge: sflow")
        .Computed("name", static s => s.IsOpenVSwitch, "text", source: "Bridge: name")
        .Computed("controller", static s => s.Controller, ConnectionMethod.Vocabulary.Expected, source: "Controller: target");

    public static readonly BindingTable<VirtualSwitch> Daemon = new BindingTable<VirtualSwitch>(Platform.OpenVSwitch, "table Open_vSwitch", Manual)
        .Computed("manager_options", static s => s.DatabaseManager, ConnectionMethod.Vocabulary.Expected, source: "Manager: target")
        .Computed("external_ids:ovn-remote", static s => s.Controller, ConnectionMethod.Vocabulary.Expected, source: "ovn-controller(8): ovn-remote");

    public static readonly BindingTable<VirtualSwitch> Certificates = new BindingTable<VirtualSwitch>(Platform.OpenVSwitch, "table SSL", Manual)
        .Row("bootstrap_ca_cert", (s, f) => s.TrustsFirstPeer = f, s_boolean, whenAbsent: false, source: "SSL: bootstrap_ca_cert");

    public static readonly BindingTable<VirtualSwitch> Tunnels = new BindingTable<VirtualSwitch>(Platform.OpenVSwitch, "table Interface: tunnels", Manual)
        .Computed("type", static s => s.Overlay, "'vxlan', 'geneve', 'gre' or 'ip6gre', without a key of IPsec", source: "Interface: type")
        .Computed("options:remote_ip", static s => s.OverlayPeers, "an address, or 'flow'", source: "Interface: options");

    public static readonly BindingTable<Credential> Keys = new BindingTable<Credential>(Platform.OpenVSwitch, "table Interface: psk", Manual)
        .Row("options:psk", (c, f) => c.Value = f, Vocabulary.Secret, source: "Interface: options");

    public static readonly BindingTable<NetworkInterface> Ports = new BindingTable<NetworkInterface>(Platform.OpenVSwitch, "table Port", Manual)
        .Computed("tag, trunks, vlan_mode", static n => n.Vlans, "VLANs, and 'access', 'trunk', 'native-tagged', 'native-untagged' or 'dot1q-tunnel'", source: "Port: tag");

    public static readonly BindingTable<NetworkInterface> PortsOfBridge = new BindingTable<NetworkInterface>(Platform.OpenVSwitch, "table Bridge: ports", Manual)
        .Computed("ports", static n => n.Network, "ports", source: "Bridge: ports")
        .Computed("ports", static n => n.Attachment, "ports", source: "Bridge: ports")
        .Computed("ports", static n => n.OnOpenVSwitch, "ports", source: "Bridge: ports")
        .Computed("controller, fail_mode", static n => n.ManagedElsewhere, "a controller, or 'secure'", source: "Bridge: controller", decidedBy: "flows of ovs-ofctl")
        .Computed("tag, trunks", static n => n.UnlimitedVlans, "no VLAN, beside ports that have one", source: "Port: trunks");

    public static readonly BindingTable<PortGroup> FakeBridges = new BindingTable<PortGroup>(Platform.OpenVSwitch, "table Port: fake_bridge", Manual)
        .Computed("fake_bridge", static g => g.SwitchName, "'true'", source: "Port: fake_bridge")
        .Computed("tag", static g => g.Vlans, "a VLAN", source: "Port: tag");

    public static readonly BindingTable<NetworkInterface> Adapters = new BindingTable<NetworkInterface>(Platform.OpenVSwitch, "table Interface", Manual)
        .Row("external_ids:attached-mac", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "Interface: external_ids");

    public static readonly BindingTable<TrafficMirror> Mirrors = new BindingTable<TrafficMirror>(Platform.OpenVSwitch, "table Mirror", Manual)
        .Row("select_all", (m, f) => m.CoversAll = f, s_boolean, whenAbsent: false, source: "Mirror: select_all")
        .Row("output_vlan", (m, f) => m.OutputVlan = f, Vocabulary.Integer, source: "Mirror: output_vlan")
        .Computed("output_port", static m => m.Target, "a port", source: "Mirror: output_port")
        .Computed("output_port", static m => m.IsToGuest, "a port of a guest", source: "Mirror: output_port");

    public static void Bind(OvsdbDatabase database, BindingContext context)
    {
        if (database.Find(VsctlScript.Root, ".") is { } root)
            BindDaemon(database, root, context);

        foreach (var record in database.All("Bridge"))
            BindBridge(database, record, context);
    }

    private static void BindDaemon(OvsdbDatabase database, OvsdbRecord root, BindingContext context)
    {
        var managers = LinksOf(database, root, "manager_options", context);
        var ssl = database.Referred(root, "ssl").FirstOrDefault();
        var remote = root.Find("external_ids:ovn-remote");
        if (managers.State is FactState.Absent && ssl is null && remote is null)
            return;

        var daemon = context.Add(new VirtualSwitch("Open vSwitch", context.Origin(root.Anchor)) { DatabaseManager = managers });
        if (remote is not null)
            daemon.Controller = LinkOf(root, remote, context);

        if (ssl is not null)
            Certificates.Bind(daemon, ssl, context);
    }

    private static void BindBridge(OvsdbDatabase database, OvsdbRecord record, BindingContext context) =>
        Fill(context.Add(new VirtualSwitch(record.Name, context.Origin(record.Anchor))), database, record, context);

    /// <summary>Sets what the database says of a bridge, and adds its ports and mirrors.</summary>
    public static void Fill(VirtualSwitch bridge, OvsdbDatabase database, OvsdbRecord record, BindingContext context)
    {
        using (context.Partially(!record.IsWhole))
            Bridges.Bind(bridge, record, context);

        if (bridge.IsOpenVSwitch.State is FactState.Absent)
            bridge.IsOpenVSwitch = Fact.Stated(true, bridge.Origin, record.Name);

        bridge.Controller = LinksOf(database, record, "controller", context);
        var ports = database.Referred(record, "ports").ToList();
        var nics = new List<NetworkInterface>();
        foreach (var port in ports)
        {
            if (port.Find("fake_bridge")?.Value == "true")
                BindFakeBridge(bridge, port, context);
            else if (database.Referred(port, "interfaces").FirstOrDefault(device => IsGuest(port, device)) is { } device)
                nics.Add(BindPort(bridge, port, device, context));
        }

        BindTunnels(database, bridge, ports, context);
        BindUplinks(database, bridge, record, ports, context);
        if (database.IsComplete && nics.Count > 0)
            bridge.ReportsTraffic = ReportsTraffic(database, record, context);

        bridge.HostVlans = [.. ports.Where(port => IsHostVlan(database, port)).Select(static port => int.Parse(port.Elements("tag")[0].Value.Text, CultureInfo.InvariantCulture))];
        foreach (var mirror in database.Referred(record, "mirrors"))
            BindMirror(database, bridge, mirror, context);

        if (IsManagedElsewhere(bridge, record))
        {
            foreach (var nic in nics)
                nic.ManagedElsewhere = bridge.IsOpenVSwitch;
        }
        else if (ports.FirstOrDefault(static port => port.Elements("tag").Count > 0 || port.Elements("trunks").Count > 0) is { } witness)
        {
            MarkUnlimited(nics, witness, bridge, context);
        }
    }

    /// <summary>Of several tunnels that nothing encrypts, the first counts, and the peers of all.</summary>
    private static void BindTunnels(OvsdbDatabase database, VirtualSwitch bridge, List<OvsdbRecord> ports, BindingContext context)
    {
        var peers = new List<Setting>();
        foreach (var device in ports.SelectMany(port => database.Referred(port, "interfaces")))
        {
            if (device.Find("type") is not { } type || KindOf(type.Value) is not { } kind || device.Find("options:remote_ip") is not { } remote)
                continue;

            if (device.Find("options:psk") is not null)
                Keys.Bind(context.Add(new Credential($"psk of '{device.Name}'", context.Origin(device.Anchor), bridge)), device, context);

            // howto/ipsec.rst: a tunnel is encrypted when it has a key, or knows its peer by certificate or name.
            if (device.Element("options", "psk") is not null || device.Element("options", "remote_cert") is not null || device.Element("options", "remote_name") is not null
                || ListenAddress.Of(remote.Value).IsLocal)
                continue;

            if (bridge.Overlay.State is FactState.Absent)
                bridge.Overlay = Fact.Stated(kind, context.Origin(type.ValueSpan), type.Value, "type");

            peers.Add(remote);
        }

        if (peers.Count == 0 || peers.Exists(static peer => peer.Value == "flow"))
            return;

        var place = context.Origin(peers[0].ValueSpan);
        bridge.OverlayPeers = peers.Exists(static peer => peer.Unresolved is not null)
            ? Fact<string>.Unresolved(place, peers[0].Value, "variable", "options:remote_ip")
            : Fact.Stated(string.Join(",", peers.Select(static peer => peer.Value)), place, peers[0].Value, "options:remote_ip");
    }

    private static OverlayKind? KindOf(string type) => type switch
    {
        "vxlan" => OverlayKind.Vxlan,
        "geneve" => OverlayKind.Geneve,
        "gre" or "ip6gre" => OverlayKind.Gre,
        _ => null,
    };

    /// <summary>The second link to the outside is where a loop can close.</summary>
    private static void BindUplinks(OvsdbDatabase database, VirtualSwitch bridge, OvsdbRecord record, List<OvsdbRecord> ports, BindingContext context)
    {
        // A variable may be another bridge each time.
        if (!record.IsWhole || TemplateMarks.Contains(record.Name))
            return;

        var uplinks = ports.Where(port => database.Referred(port, "interfaces").Any(IsAdapter)).ToList();
        if (uplinks.Count > 1)
            bridge.Uplinks = Fact.Stated(uplinks.Count, context.Origin(uplinks[1].Anchor), uplinks[1].Name);

        var protocol = record.Find("rstp_enable") is { Value: not "false" } rapid ? rapid : record.Find("stp_enable");
        bridge.BreaksLoops = protocol is null
            ? Facts.Default(context, false, record.Anchor, $"{Manual}: stp_enable", "rstp_enable")
            : Facts.Read(record, protocol, protocol.Key, s_boolean, context);
    }

    /// <summary>Whether a device is an adapter of the host, by the names that the kernel and systemd give, or its kind.</summary>
    private static bool IsAdapter(OvsdbRecord device)
    {
        var type = device.Find("type")?.Value ?? "";
        return type is "dpdk" || (type is "" or "system" && HostAdapters.IsName(device.Name));
    }

    /// <summary>Whether any bridge of the host tells of its traffic: one collector may be told by one of several bridges.</summary>
    private static Fact<bool> ReportsTraffic(OvsdbDatabase database, OvsdbRecord record, BindingContext context)
    {
        foreach (var bridge in database.All("Bridge"))
        {
            foreach (var column in (string[])["sflow", "netflow", "ipfix", "mirrors"])
            {
                if (bridge.Find(column) is { } export)
                    return Fact.Stated(true, context.Origin(export.ValueSpan), export.Value, column);
            }
        }

        return Facts.Default(context, false, record.Anchor, $"{Manual}: sflow", "sflow");
    }

    /// <summary>Whether a port is an adapter that the host has on a VLAN of the switch.</summary>
    private static bool IsHostVlan(OvsdbDatabase database, OvsdbRecord port) =>
        port.Elements("tag") is [var tag] && int.TryParse(tag.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && port.Find("fake_bridge")?.Value != "true"
        && database.Referred(port, "interfaces").Any(static device => device.Find("type")?.Value == "internal");

    /// <summary>A bridge within a bridge: its ports are access ports of one VLAN. // ovs-vsctl(8), add-br</summary>
    private static void BindFakeBridge(VirtualSwitch bridge, OvsdbRecord port, BindingContext context)
    {
        var group = context.Add(new PortGroup(port.Name, context.Origin(port.Anchor), bridge));
        group.SwitchName = Fact.Stated(bridge.Name, context.Origin(port.Anchor), bridge.Name);
        group.Vlans = VlansOf(port, context);
    }

    private static NetworkInterface BindPort(VirtualSwitch bridge, OvsdbRecord port, OvsdbRecord device, BindingContext context)
    {
        var nic = context.Add(new NetworkInterface(port.Name, context.Origin(port.Anchor)) { Switch = bridge });
        var place = context.Origin(port.BridgeSpan ?? port.Anchor);
        nic.Network = Fact.Stated(bridge.Name, place, bridge.Name);
        nic.Attachment = Fact.Stated(NetworkAttachment.Bridge, place, bridge.Name);
        nic.OnOpenVSwitch = Fact.Stated(true, place, bridge.Name);
        nic.Vlans = VlansOf(port, context);
        Adapters.Bind(nic, device, context);
        return nic;
    }

    /// <summary>Whether somebody else gives every packet its way, so that a port without a VLAN says nothing.</summary>
    private static bool IsManagedElsewhere(VirtualSwitch bridge, OvsdbRecord record) =>
        bridge.Controller.State is not FactState.Absent || bridge.FailsOpen.Is(false) || record.Name is "br-int" || !record.IsWhole || record.HasFlows || TemplateMarks.Contains(record.Name);

    private static void MarkUnlimited(List<NetworkInterface> nics, OvsdbRecord witness, VirtualSwitch bridge, BindingContext context)
    {
        var vlan = witness.Elements("tag").Concat(witness.Elements("trunks")).First().Value.Text;
        foreach (var nic in nics)
        {
            if (nic.Vlans.State is FactState.Absent)
                NetworkSegments.Mark(nic, new RelatedPlace(context.Origin(witness.NameSpan), $"port '{witness.Name}' of '{bridge.Name}' is on VLAN {vlan}"));
        }
    }

    private static void BindMirror(OvsdbDatabase database, VirtualSwitch bridge, OvsdbRecord record, BindingContext context)
    {
        var name = record.Find("name");
        var mirror = context.Add(new TrafficMirror(name?.Value ?? record.Name, context.Origin(name?.ValueSpan ?? record.Anchor), bridge));
        Mirrors.Bind(mirror, record, context);
        if (record.Elements("output_port") is not [var output, ..])
            return;

        var target = database.Referred(record, "output_port").FirstOrDefault();
        var origin = context.Origin(output.Value.Span);
        mirror.Target = target is null ? Fact<string>.Unresolved(origin, output.Value.Text, "reference", "output_port") : Fact.Stated(target.Name, origin, target.Name, "output_port");
        if (target is not null)
            mirror.IsToGuest = mirror.Target.Select(_ => database.Referred(target, "interfaces").Any(device => IsGuest(target, device)) || IsGuestName(target.Name));
    }

    /// <summary>Of several links, the least protected.</summary>
    public static Fact<ControlLink> LinksOf(OvsdbDatabase database, OvsdbRecord owner, string column, BindingContext context)
    {
        var link = Fact<ControlLink>.Absent;
        foreach (var record in database.Referred(owner, column))
        {
            if (record.Find("target") is { } target)
                link = ConnectionMethod.Weaker(link, LinkOf(record, target, context));
        }

        return link;
    }

    private static Fact<ControlLink> LinkOf(OvsdbRecord record, Setting target, BindingContext context)
    {
        // OVN's clients take several remotes, with commas between them. // ovn-controller(8): ovn-remote
        var link = Fact<ControlLink>.Absent;
        var start = 0;
        foreach (var part in target.Value.Split(','))
        {
            var span = target.ValueSpan.Length == target.Value.Length ? new TextSpan(target.ValueSpan.Start + start, part.Length) : target.ValueSpan;
            var one = new Setting(target.Key, target.KeySpan, part, span, span) { Unresolved = target.Unresolved };
            link = ConnectionMethod.Weaker(link, Facts.Read(record, one, target.Key, ConnectionMethod.Vocabulary, context));
            start += part.Length + 1;
        }

        return link;
    }

    /// <summary>// ovs-vswitchd.conf.db(5), Port: vlan_mode; without one, a tag makes an access port, and no tag a trunk</summary>
    private static Fact<VlanMembership> VlansOf(OvsdbRecord port, BindingContext context)
    {
        var mode = port.Find("vlan_mode");
        var tag = port.Find("tag");
        var trunks = port.Elements("trunks");
        var first = mode ?? tag ?? port.Find("trunks");
        if (first is null)
            return Fact<VlanMembership>.Absent;

        if ((mode?.Unresolved ?? tag?.Unresolved) is { } reason || TemplateMarks.Contains(string.Concat(trunks.Select(static atom => atom.Value.Text))))
            return Fact<VlanMembership>.Unresolved(context.Origin((tag ?? first).ValueSpan), (tag ?? first).Value, (mode?.Unresolved ?? tag?.Unresolved) ?? "variable", "tag");

        int? untagged = int.TryParse(tag?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) ? vlan : null;
        var isTrunk = mode?.Value is "trunk" or "native-tagged" or "native-untagged" || (mode is null && tag is null);
        var tagged = !isTrunk ? ImmutableArray<PortRange>.Empty : trunks.Count == 0 ? [new(1, LastVlan)] : RangesOf(trunks);
        var place = isTrunk && trunks.Count > 0 && port.Find("trunks") is { } list ? list : tag ?? first;
        return Fact.Stated(new VlanMembership(mode?.Value == "trunk" ? null : untagged, tagged), context.Origin(place.ValueSpan), place.Value, place.Key);
    }

    private static ImmutableArray<PortRange> RangesOf(IReadOnlyList<Syntax.Ovsdb.OvsdbAtom> atoms)
    {
        var ranges = ImmutableArray.CreateBuilder<PortRange>();
        foreach (var atom in atoms)
        {
            var parts = atom.Value.Text.Split('-');
            if (int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(parts[parts.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= last && last <= LastVlan + 1)
                ranges.Add(new(first, last));
        }

        return ranges.ToImmutable();
    }

    /// <summary>Whether a virtual machine is behind a port: by what the hypervisor wrote to it, its kind, or its name.</summary>
    private static bool IsGuest(OvsdbRecord port, OvsdbRecord device)
    {
        var type = device.Find("type")?.Value ?? "";
        if (type is "dpdkvhostuser" or "dpdkvhostuserclient")
            return true;

        return type is "" or "system" or "tap"
            && (device.Element("external_ids", "iface-id") is not null || device.Element("external_ids", "attached-mac") is not null || IsGuestName(port.Name));
    }

    /// <summary>The names that libvirt, QEMU's callers, Xen and Proxmox VE give to the host's end of a guest's adapter.</summary>
    private static bool IsGuestName(string name)
    {
        foreach (var prefix in (string[])["vnet", "tap", "vif"])
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && Uri.IsHexDigit(name[prefix.Length]))
                return true;
        }

        return false;
    }
}
