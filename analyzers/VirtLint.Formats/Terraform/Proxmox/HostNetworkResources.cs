using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Network;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds a node's bridges, and the zones and VNets of the software-defined network, of bpg/proxmox.</summary>
internal static class HostNetworkResources
{
    private const string BridgeSource = "bpg/proxmox: proxmox_network_linux_bridge";

    public static readonly BindingTable<VirtualSwitch> Bridge = new BindingTable<VirtualSwitch>(Platform.ProxmoxVe, "proxmox_network_linux_bridge", BridgeSource)
        .Row("address", (s, f) => s.HostAddress = f, Vocabulary.Text, source: "address")
        .Row("gateway", (s, f) => s.HostGateway = f, Vocabulary.Text, source: "gateway")
        .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "mtu")
        .Row("vlan_aware", (s, f) => s.VlanAware = f, TerraformWords.Flag, whenAbsent: false, source: "vlan_aware")
        .Computed("ports", s => s.Internal, "a list of adapters", whenAbsent: "none", source: "ports");

    public static readonly BindingTable<VirtualSwitch> Zone = new BindingTable<VirtualSwitch>(Platform.ProxmoxVe, "proxmox_sdn_zone_vxlan", "bpg/proxmox: proxmox_sdn_zone_vlan, _qinq, _vxlan, _evpn")
        .Row("bridge", (s, f) => s.Bridge = f, Vocabulary.Text, source: "bridge")
        .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "mtu")
        .Computed("peers", s => s.OverlayPeers, "a list of addresses", source: "peers")
        .Computed("(resource)", s => s.Overlay, "what the resource is named after");

    public static readonly BindingTable<PortGroup> Vnet = new BindingTable<PortGroup>(Platform.ProxmoxVe, "proxmox_sdn_vnet", "bpg/proxmox: proxmox_sdn_vnet")
        .Row("zone", (p, f) => p.SwitchName = f, Vocabulary.Text, source: "zone")
        .Row("vlan_aware", (p, f) => p.PassesGuestTags = f, TerraformWords.Flag, whenAbsent: false, source: "vlan_aware")
        .Row("isolate_ports", (p, f) => p.Isolated = f, TerraformWords.Flag, whenAbsent: false, source: "isolate_ports")
        .Row("tag", (p, f) => p.Vlans = f, SdnFormat.Tag, source: "tag");

    public static void BindBridge(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var bridge = Add(resource, "name", node.Find("node_name") is { Unresolved: null } host ? host.Value : "");
        Bridge.Bind(bridge, node, context);
        bridge.Internal = node.Find("ports") is { } ports
            ? ArgumentFacts.Of(node, ports, text => ports.IsList ? ports.Items.Length == 0 : text.Length == 0, context)
            : Facts.Default(context, true, node.Anchor, $"{BridgeSource}: ports", "ports");
    }

    public static void BindZone(TerraformResource resource) => AddZone(resource);

    public static void BindVxlanZone(TerraformResource resource)
    {
        var zone = AddZone(resource);
        zone.Overlay = Fact.Stated(OverlayKind.Vxlan, zone.Origin, resource.Type);
        if (resource.Node.Find("peers") is { } peers)
            zone.OverlayPeers = ArgumentFacts.Of(resource.Node, peers, text => peers.IsList ? string.Join(",", peers.Items.Select(static peer => peer.Text)) : text, resource.Context);
    }

    public static void BindEvpnZone(TerraformResource resource)
    {
        var zone = AddZone(resource);
        zone.Overlay = Fact.Stated(OverlayKind.Evpn, zone.Origin, resource.Type);
    }

    public static void BindVnet(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var id = node.Find("id");
        Vnet.Bind(
            context.Add(new PortGroup(id is { Unresolved: null } ? id.Value : resource.Address, context.Origin(id?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.ProxmoxVe }), node, context);
    }

    /// <summary>Tells bridges what other resources of their node say: how many adapters it has, and on which VLANs it has an address.</summary>
    public static void Link(IReadOnlyList<BoundResource> resources)
    {
        foreach (var bridges in resources.Where(static bound => IsOf(bound, "bridge")).GroupBy(static bound => NodeOf(bound.Resource.Node)))
        {
            if (bridges.Key.Length == 0)
                continue;

            var mine = resources.Where(bound => NodeOf(bound.Resource.Node) == bridges.Key).ToList();
            var adapters = mine.Where(static bound => IsOf(bound, "bridge") || IsOf(bound, "bond"))
                .SelectMany(static bound => bound.Resource.Node.Texts("ports").Concat(bound.Resource.Node.Texts("slaves")))
                .Select(static adapter => adapter.Text)
                .Where(static name => !name.StartsWith("bond", StringComparison.Ordinal))
                .Distinct()
                .Count();
            var vlans = mine.Where(static bound => IsOf(bound, "vlan") && bound.Resource.Node.States("address")).Select(static bound => VlanOf(bound.Resource.Node)).ToLookup(static vlan => vlan.Bridge, static vlan => vlan.Id);
            foreach (var bridge in bridges.SelectMany(static bound => bound.Entities.OfType<VirtualSwitch>()))
            {
                bridge.HostAdapterCount = adapters;
                bridge.HostVlans = [.. vlans[bridge.Name].Where(static id => id > 0)];
            }
        }
    }

    private static bool IsOf(BoundResource bound, string kind) =>
        bound.Resource.Type.StartsWith("proxmox_", StringComparison.Ordinal) && bound.Resource.Type.EndsWith($"network_linux_{kind}", StringComparison.Ordinal);

    private static string NodeOf(ConfigNode node) => node.Find("node_name") is { Unresolved: null } name ? name.Value : "";

    /// <summary>The bridge and the number of <c>vmbr0.10</c>, or of <c>interface</c> and <c>vlan</c>.</summary>
    private static (string Bridge, int Id) VlanOf(ConfigNode node)
    {
        var (name, number) = node.Find("interface") is { Unresolved: null } device ? (device.Value, node.Find("vlan")?.Value ?? "")
            : node.Find("name") is { Unresolved: null } whole && whole.Value.LastIndexOf('.') is > 0 and var dot ? (whole.Value.Substring(0, dot), whole.Value.Substring(dot + 1))
            : ("", "");
        return (name, int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
    }

    private static VirtualSwitch AddZone(TerraformResource resource)
    {
        var zone = Add(resource, "id", "");
        Zone.Bind(zone, resource.Node, resource.Context);
        return zone;
    }

    private static VirtualSwitch Add(TerraformResource resource, string key, string host)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find(key);
        return context.Add(new VirtualSwitch(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { Host = host, DeployedTo = Platform.ProxmoxVe });
    }
}
