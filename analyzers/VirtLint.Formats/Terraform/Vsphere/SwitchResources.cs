using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds standard and distributed switches of vmware/vsphere, and their port groups.</summary>
internal static class SwitchResources
{
    private const string Standard = "vmware/vsphere: vsphere_host_virtual_switch";

    // host_virtual_switch_structure.go: the provider's own defaults
    public static readonly BindingTable<VirtualSwitch> HostSwitch = new BindingTable<VirtualSwitch>(Platform.Vmware, "vsphere_host_virtual_switch", Standard)
        .Row("allow_forged_transmits", (s, f) => s.AllowsForgedSource = f, TerraformWords.Flag, whenAbsent: true, source: "allow_forged_transmits")
        .Row("allow_mac_changes", (s, f) => s.AllowsMacChange = f, TerraformWords.Flag, whenAbsent: true, source: "allow_mac_changes")
        .Row("allow_promiscuous", (s, f) => s.IsPromiscuous = f, TerraformWords.Flag, whenAbsent: false, source: "allow_promiscuous")
        .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, whenAbsent: 1500, source: "mtu")
        .Computed("network_adapters", s => s.Uplinks, "a list of adapters", source: "network_adapters");

    // What is not stated is the server's, which refuses all three.
    public static readonly BindingTable<VirtualSwitch> Distributed = new BindingTable<VirtualSwitch>(
        Platform.Vmware, "vsphere_distributed_virtual_switch", "vmware/vsphere: vsphere_distributed_virtual_switch")
        .Row("allow_forged_transmits", (s, f) => s.AllowsForgedSource = f, TerraformWords.Flag, source: "allow_forged_transmits")
        .Row("allow_mac_changes", (s, f) => s.AllowsMacChange = f, TerraformWords.Flag, source: "allow_mac_changes")
        .Row("allow_promiscuous", (s, f) => s.IsPromiscuous = f, TerraformWords.Flag, source: "allow_promiscuous")
        .Row("link_discovery_operation", (s, f) => s.AnnouncesItself = f, VsphereWords.Announcing, source: "link_discovery_operation")
        .Computed("netflow_collector_ip_address", s => s.ReportsTraffic, "an address", "false", "netflow_collector_ip_address")
        .Row("max_mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "max_mtu");

    public static readonly BindingTable<MigrationPolicy> Adapter = new BindingTable<MigrationPolicy>(Platform.Vmware, "vsphere_vnic", "vmware/vsphere: vsphere_vnic")
        .Computed("services", p => p.SharesAdapterWith, "'vmotion' with 'management' or 'vsan'", source: "services")
        .Computed("netstack", p => p.SharesUntaggedNetworkWith, "'vmotion', or that among the services, on a port group without a VLAN", source: "netstack");

    public static readonly BindingTable<PortGroup> HostGroup = Ports("vsphere_host_port_group")
        .Computed("virtual_switch_name", g => g.SwitchName, "the name of a switch", source: "virtual_switch_name");

    public static readonly BindingTable<PortGroup> DistributedGroup = Ports("vsphere_distributed_port_group")
        .Row("port_config_reset_at_disconnect", (g, f) => g.KeepsPortSettings = f, TerraformWords.Opposite, source: "port_config_reset_at_disconnect")
        .Row("type", (g, f) => g.IsEphemeral = f, Vocabulary.Of(("ephemeral", true), ("earlyBinding", false)), source: "type")
        .Computed("security_policy_override_allowed, vlan_override_allowed, uplink_teaming_override_allowed, netflow_override_allowed, traffic_filter_override_allowed", g => g.AllowsPortOverrides, "the first that is 'true'", source: "security_policy_override_allowed")
        .Computed("vlan_range/min_vlan, vlan_range/max_vlan", g => g.Vlans, "the VLANs that guests may tag their frames with", source: "vlan_range");

    /// <summary>The number by which a standard port group hands all VLANs to its guests. // docs/resources/host_port_group.md: vlan_id</summary>
    private const int GuestTagging = 4095;

    private const int LastVlan = 4094;

    private const string Migration = "vmotion";

    private static readonly string[] s_overrides =
        ["security_policy_override_allowed", "vlan_override_allowed", "uplink_teaming_override_allowed", "netflow_override_allowed", "traffic_filter_override_allowed"];

    public static void BindHostSwitch(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var network = AddSwitch(resource);
        HostSwitch.Bind(network, node, context);
        if (node.Find("network_adapters") is { Unresolved: null, IsList: true } adapters && adapters.Items.Length > 0)
            network.Uplinks = Fact.Stated(adapters.Items.Length, context.Origin(adapters.ValueSpan), string.Join(", ", adapters.Items.Select(static adapter => adapter.Text)), "network_adapters");
    }

    public static void BindDistributedSwitch(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var network = AddSwitch(resource);
        Distributed.Bind(network, node, context);
        network.ReportsTraffic = node.Find("netflow_collector_ip_address") is { } collector
            ? ArgumentFacts.Of(node, collector, static address => address.Length > 0, context)
            : Facts.Default(context, false, node.Anchor, "vmware/vsphere: vsphere_distributed_virtual_switch, netflow_collector_ip_address", "netflow_collector_ip_address");
    }

    /// <summary>An adapter of a host. Its tasks are a list of words. // docs/resources/vnic.md: services</summary>
    public static void BindAdapter(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("services") is not { Unresolved: null, IsList: true } services || services.Items.FirstOrDefault(static service => service.Text == Migration) is not { Text.Length: > 0 } migration)
        {
            // The stack of its own carries nothing else.
            if (node.Find("netstack") is { Unresolved: null, Value: Migration } stack)
                context.Add(new MigrationPolicy(resource.Address, context.Origin(stack.ValueSpan)) { DeployedTo = Platform.Vmware });

            return;
        }

        var policy = context.Add(new MigrationPolicy(resource.Address, context.Origin(migration.Span)) { DeployedTo = Platform.Vmware });
        if (services.Items.FirstOrDefault(static service => service.Text is "management" or "vsan") is { Text.Length: > 0 } other)
            policy.SharesAdapterWith = Fact.Stated(other.Text == "vsan" ? "vSAN" : "management", context.Origin(other.Span), other.Text, "services");
    }

    public static void BindHostGroup(TerraformResource resource)
    {
        var group = AddGroup(resource);
        HostGroup.Bind(group, resource.Node, resource.Context);
        if (resource.Node.Find("virtual_switch_name") is { } network)
            group.SwitchName = ArgumentFacts.Of(resource.Node, network, static name => name, resource.Context);

        if (resource.Node.Find("vlan_id") is { } vlan)
            group.Vlans = Facts.Read(resource.Node, vlan, "vlan_id", Vocabulary.Integer, resource.Context).Select(Standing);
    }

    public static void BindDistributedGroup(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var group = AddGroup(resource);
        DistributedGroup.Bind(group, node, context);
        foreach (var key in s_overrides)
        {
            if (node.Find(key) is { } flag && (group.AllowsPortOverrides = Facts.Read(node, flag, key, TerraformWords.Flag, context)).Is(true))
                break;
        }

        group.Vlans = node.Find("vlan_id") is { } vlan
            ? Facts.Read(node, vlan, "vlan_id", Vocabulary.Integer, context).Select(VlanMembership.Access)
            : Ranges(node, context);
    }

    private static BindingTable<PortGroup> Ports(string type) => new BindingTable<PortGroup>(Platform.Vmware, type, $"vmware/vsphere: {type}")
        .Row("allow_forged_transmits", (g, f) => g.AllowsForgedSource = f, TerraformWords.Flag, source: "allow_forged_transmits")
        .Row("allow_mac_changes", (g, f) => g.AllowsMacChange = f, TerraformWords.Flag, source: "allow_mac_changes")
        .Row("allow_promiscuous", (g, f) => g.IsPromiscuous = f, TerraformWords.Flag, source: "allow_promiscuous")
        .Computed("vlan_id", g => g.Vlans, "the number of a VLAN", source: "vlan_id");

    private static VlanMembership Standing(int vlan) => vlan == GuestTagging ? new VlanMembership(null, [new PortRange(0, LastVlan)]) : VlanMembership.Access(vlan);

    /// <summary>The ranges of a trunk, at the place of the widest.</summary>
    private static Fact<VlanMembership> Ranges(ConfigNode node, BindingContext context)
    {
        var ranges = ImmutableArray.CreateBuilder<PortRange>();
        (Origin Origin, string Text, int Count)? widest = null;
        foreach (var range in node.Nodes("vlan_range"))
        {
            if (range.Find("min_vlan") is not { } first || range.Find("max_vlan") is not { } last)
                continue;

            if ((first.Unresolved is not null ? first : last.Unresolved is not null ? last : null) is { Unresolved: { } reason } unknown)
                return Fact<VlanMembership>.Unresolved(context.Origin(unknown.ValueSpan), unknown.Value, reason, unknown.Key);

            if (!TryNumber(first, out var low) || !TryNumber(last, out var high) || high < low)
                continue;

            ranges.Add(new PortRange(low, high));
            if (widest is not { Count: var count } || high - low > count)
                widest = (context.Origin(last.ValueSpan), $"{low}-{high}", high - low);
        }

        return widest is { } place
            ? Fact.Stated(new VlanMembership(null, ranges.ToImmutable()), place.Origin, place.Text, "vlan_range")
            : Fact<VlanMembership>.Absent;
    }

    private static bool TryNumber(Setting setting, out int number) =>
        int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= LastVlan;

    private static VirtualSwitch AddSwitch(TerraformResource resource)
    {
        var name = resource.Node.Find("name");
        return resource.Context.Add(new VirtualSwitch(
            name is { Unresolved: null } ? name.Value : resource.Address, resource.Context.Origin(name?.ValueSpan ?? resource.Node.Anchor))
        {
            DeployedTo = Platform.Vmware,
        });
    }

    private static PortGroup AddGroup(TerraformResource resource)
    {
        var name = resource.Node.Find("name");
        return resource.Context.Add(new PortGroup(
            name is { Unresolved: null } ? name.Value : resource.Address, resource.Context.Origin(name?.ValueSpan ?? resource.Node.Anchor))
        {
            DeployedTo = Platform.Vmware,
        });
    }
}
