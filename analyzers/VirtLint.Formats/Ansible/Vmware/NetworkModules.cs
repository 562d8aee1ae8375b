using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds switches and port groups of community.vmware.</summary>
internal static class NetworkModules
{
    /// <summary>The number by which a standard port group hands all VLANs to its guests. // vSphere Networking: "VLAN Configuration"</summary>
    private const int GuestTagging = 4095;

    private const int LastVlan = 4094;

    private const string SwitchSource = "community.vmware: vmware_vswitch";

    // What a task does not state of a switch's policy is what the host gives a new one.
    public static readonly BindingTable<VirtualSwitch> Switch = new BindingTable<VirtualSwitch>(Platform.Vmware, "Ansible: vmware_vswitch", SwitchSource)
        .Row("security/forged_transmits", (s, f) => s.AllowsForgedSource = f, AnsibleWords.Flag, source: "security")
        .Row("security/mac_changes", (s, f) => s.AllowsMacChange = f, AnsibleWords.Flag, source: "security")
        .Row("security/promiscuous_mode", (s, f) => s.IsPromiscuous = f, AnsibleWords.Flag, source: "security")
        .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, whenAbsent: 1500, source: "mtu");

    public static readonly BindingTable<VirtualSwitch> Distributed = new BindingTable<VirtualSwitch>(Platform.Vmware, "Ansible: vmware_dvswitch", "community.vmware: vmware_dvswitch")
        .Row("network_policy/forged_transmits", (s, f) => s.AllowsForgedSource = f, AnsibleWords.Flag, source: "network_policy")
        .Row("network_policy/mac_changes", (s, f) => s.AllowsMacChange = f, AnsibleWords.Flag, source: "network_policy")
        .Row("discovery_operation", (s, f) => s.AnnouncesItself = f, VsphereWords.Announcing, source: "discovery_operation")
        .Row("health_check/vlan_mtu", (s, f) => s.ProbesUplinks = f, AnsibleWords.Flag, source: "health_check.vlan_mtu")
        .Row("network_policy/promiscuous", (s, f) => s.IsPromiscuous = f, AnsibleWords.Flag, source: "network_policy")
        .Computed("net_flow/collector_ip", s => s.ReportsTraffic, "an address", source: "net_flow.collector_ip")
        .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, whenAbsent: 1500, source: "mtu");

    // A group inherits from its switch what a task does not state.
    public static readonly BindingTable<PortGroup> Group = new BindingTable<PortGroup>(Platform.Vmware, "Ansible: vmware_portgroup", "community.vmware: vmware_portgroup")
        .Row("switch", (g, f) => g.SwitchName = f, Vocabulary.Text, source: "switch")
        .Row("security/forged_transmits", (g, f) => g.AllowsForgedSource = f, AnsibleWords.Flag, source: "security")
        .Row("security/mac_changes", (g, f) => g.AllowsMacChange = f, AnsibleWords.Flag, source: "security")
        .Row("security/promiscuous_mode", (g, f) => g.IsPromiscuous = f, AnsibleWords.Flag, source: "security")
        .Computed("vlan_id", g => g.Vlans, "the number of a VLAN; 4095 for all", source: "vlan_id");

    public static readonly BindingTable<PortGroup> DistributedGroup = new BindingTable<PortGroup>(Platform.Vmware, "Ansible: vmware_dvs_portgroup", "community.vmware: vmware_dvs_portgroup")
        .Row("switch_name", (g, f) => g.SwitchName = f, Vocabulary.Text, source: "switch_name")
        .Row("network_policy/forged_transmits", (g, f) => g.AllowsForgedSource = f, AnsibleWords.Flag, source: "network_policy")
        .Row("network_policy/mac_changes", (g, f) => g.AllowsMacChange = f, AnsibleWords.Flag, source: "network_policy")
        .Row("port_policy/port_config_reset_at_disconnect", (g, f) => g.KeepsPortSettings = f, AnsibleWords.Opposite, source: "port_policy.port_config_reset_at_disconnect")
        .Row("port_policy/mac_management_override", (g, f) => g.AllowsPortOverrides = f, AnsibleWords.Flag, source: "port_policy.mac_management_override")
        .Row("port_binding", (g, f) => g.IsEphemeral = f, Vocabulary.Of(("ephemeral", true), ("static", false)), source: "port_binding")
        .Row("network_policy/promiscuous", (g, f) => g.IsPromiscuous = f, AnsibleWords.Flag, source: "network_policy")
        .Computed("vlan_id, vlan_trunk", g => g.Vlans, "the number of a VLAN, or, of a trunk, ranges such as '1-200, 205'", source: "vlan_id");

    public static IEnumerable<IBindingTable> Tables => [Switch, Distributed, Group, DistributedGroup, Adapter, Session];

    public static void BindSwitch(AnsibleTask task) =>
        Switch.Bind(task.Context.Add(new VirtualSwitch(task.NameBy("switch"), task.OriginBy("switch")) { DeployedTo = Platform.Vmware }), task.Node, task.Context);

    public static void BindDistributedSwitch(AnsibleTask task)
    {
        var network = task.Context.Add(new VirtualSwitch(task.NameBy("switch_name"), task.OriginBy("switch_name")) { DeployedTo = Platform.Vmware });
        Distributed.Bind(network, task.Node, task.Context);
        if (task.Node.Find("net_flow/collector_ip") is { } collector)
            network.ReportsTraffic = ArgumentFacts.Of(task.Node, collector, static address => address.Length > 0, task.Context);
    }

    public static void BindGroup(AnsibleTask task)
    {
        var group = task.Context.Add(new PortGroup(task.NameBy("portgroup"), task.OriginBy("portgroup")) { DeployedTo = Platform.Vmware });
        Group.Bind(group, task.Node, task.Context);
        if (task.Node.Find("vlan_id") is { } vlan)
            group.Vlans = Facts.Read(task.Node, vlan, "vlan_id", Vocabulary.Integer, task.Context).Select(Standing);

        task.Run.PortGroups.Add((task, group));
    }

    public static void BindDistributedGroup(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        var group = context.Add(new PortGroup(task.NameBy("portgroup_name"), task.OriginBy("portgroup_name")) { DeployedTo = Platform.Vmware });

        // What it inherits is the switch's to say, whatever stands here.
        if (AnsibleWords.AsFlag(node.Node("network_policy")?.Value("inherited") ?? HclValue.Null) != true)
            DistributedGroup.Bind(group, node, context);

        if (node.Find("vlan_id") is not { } vlan)
            return;

        var isTrunk = node.Value("vlan_trunk") is { } trunk ? AnsibleWords.AsFlag(trunk) : false;
        var text = Facts.Read(node, vlan, "vlan_id", Vocabulary.Text, context);
        if (isTrunk == true)
            group.Vlans = text.Select(static ranges => new VlanMembership(null, Ranges(ranges)));
        else if (isTrunk == false && int.TryParse(text.Or(""), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            group.Vlans = text.Select(_ => VlanMembership.Access(number));
    }

    public static readonly BindingTable<MigrationPolicy> Adapter = new BindingTable<MigrationPolicy>(Platform.Vmware, "Ansible: vmware_vmkernel", "community.vmware: vmware_vmkernel")
        .Computed("enable_vmotion, enable_mgmt, enable_vsan", p => p.SharesAdapterWith, "'enable_vmotion' with one of the others", source: "enable_vmotion")
        .Computed("portgroup_name, network/tcpip_stack", p => p.SharesUntaggedNetworkWith, "another port group without a VLAN on the same switch of the same host", source: "portgroup_name");

    public static readonly BindingTable<TrafficMirror> Session = new BindingTable<TrafficMirror>(Platform.Vmware, "Ansible: vmware_vspan_session", "community.vmware: vmware_vspan_session")
        .Computed("session_type", m => m.LeavesHost, "'encapsulatedRemoteMirrorSource'", source: "session_type")
        .Computed("destination_port", m => m.Target, "an address", source: "destination_port");

    /// <summary>An adapter of a host: what it is for, flags say.</summary>
    public static void BindAdapter(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (!(task.Says("enable_vmotion", "true", "yes", "on") || task.Says("network/tcpip_stack", "vmotion")) || task.Says("state", "absent"))
            return;

        var policy = context.Add(new MigrationPolicy(task.NameBy("device"), task.OriginBy("device")) { DeployedTo = Platform.Vmware });
        task.Run.Later(() => JoinUntagged(policy, task));
        foreach (var (key, purpose) in ((string, string)[])[("enable_mgmt", "management"), ("enable_vsan", "vSAN")])
        {
            if (task.Says(key, "true", "yes", "on") && node.Find(key) is { } flag)
            {
                policy.SharesAdapterWith = ArgumentFacts.Of(node, flag, _ => purpose, context);
                return;
            }
        }
    }

    /// <summary>What shares the adapter's untagged network, among the port groups that the same file makes on the same host.</summary>
    private static void JoinUntagged(MigrationPolicy policy, AnsibleTask task)
    {
        if (task.Node.Find("portgroup_name") is not { Unresolved: null } name)
            return;

        var groups = task.Run.PortGroups
            .Where(made => made.Task.Context.File == task.Context.File && (HostOf(made.Task) is not { } host || host == HostOf(task)))
            .Select(static made => made.Group)
            .ToList();
        if (groups.Find(group => group.Name == name.Value) is { } own)
            MigrationNetworks.Join([new(policy, own)], groups);
    }

    private static string? HostOf(AnsibleTask task) => task.Node.Find("esxi_hostname")?.Value;

    public static void BindSession(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (task.Says("enabled", "false", "no", "off") || node.Find("session_type") is not { } type)
            return;

        var mirror = context.Add(new TrafficMirror(task.NameBy("name"), context.Origin(type.ValueSpan)) { DeployedTo = Platform.Vmware });
        mirror.LeavesHost = ArgumentFacts.Of(node, type, static kind => kind == "encapsulatedRemoteMirrorSource", context);
        if (node.Find("destination_port") is { } target)
            mirror.Target = ArgumentFacts.Of(node, target, static text => text, context);
    }

    private static VlanMembership Standing(int vlan) => vlan == GuestTagging ? new VlanMembership(null, [new PortRange(0, LastVlan)]) : VlanMembership.Access(vlan);

    /// <summary>Numbers and ranges between commas; what is none of them is left out.</summary>
    private static ImmutableArray<PortRange> Ranges(string text) =>
    [
        .. text.Split(',').Select(static part => part.Split('-')).Select(static ends =>
            int.TryParse(ends[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var low) && int.TryParse(ends[ends.Length - 1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var high) && low <= high && high <= LastVlan
                ? new PortRange(low, high)
                : (PortRange?)null).OfType<PortRange>(),
    ];
}
