using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.OpenStack;

/// <summary>Binds networks, ports and rules of security groups of openstack.cloud, and the login that its modules take.</summary>
internal static class CloudModules
{
    private const string RuleSource = "openstack.cloud: security_group_rule";

    private static readonly string[] s_groups = ["remote_group", "remote_group_id"];

    public static readonly BindingTable<FirewallRule> Rule = new BindingTable<FirewallRule>(Platform.OpenStack, "Ansible: openstack.cloud.security_group_rule", RuleSource)
        .Row("direction", (r, f) => r.Direction = f, Vocabulary.Of(("ingress", TrafficDirection.In), ("egress", TrafficDirection.Out)), whenAbsent: TrafficDirection.In, source: "direction")
        .Computed("remote_ip_prefix, remote_group", r => r.Source, "a network, or a group", "any source", "remote_ip_prefix")
        .Computed("protocol, port_range_min, port_range_max", r => r.Ports, "a protocol and a range", "every port", "port_range_min")
        .Computed("(task)", r => r.Action, "a rule accepts", "accept")
        .Computed("(task)", r => r.IsActive, "a rule counts", "true");

    public static readonly BindingTable<NetworkInterface> Port = new BindingTable<NetworkInterface>(Platform.OpenStack, "Ansible: openstack.cloud.port", "openstack.cloud: port")
        .Row("port_security_enabled", (n, f) => n.PortSecurity = f, AnsibleWords.Flag, source: "port_security_enabled")
        .Computed("allowed_address_pairs/ip_address", n => n.AnyAddressPair, "a network with the prefix length 0", source: "allowed_address_pairs")
        .Computed("allowed_address_pairs/mac_address", n => n.ForeignMac, "an address other than the port's own and routers'", source: "allowed_address_pairs")
        .Computed("binding_vnic_type, security_groups", n => n.UnfilteredBy, "a port past the switch, with groups", source: "binding_vnic_type");

    public static readonly BindingTable<FirewallPolicy> Group = new BindingTable<FirewallPolicy>(Platform.OpenStack, "Ansible: openstack.cloud.security_group", "openstack.cloud: security_group")
        .Row("stateful", (g, f) => g.TracksConnections = f, AnsibleWords.Flag, source: "stateful");

    public static readonly BindingTable<VirtualSwitch> Network = new BindingTable<VirtualSwitch>(Platform.OpenStack, "Ansible: openstack.cloud.network", "openstack.cloud: network")
        .Row("port_security_enabled", (s, f) => s.PortSecurity = f, AnsibleWords.Flag, source: "port_security_enabled")
        .Row("shared", (s, f) => s.SharedWithEveryProject = f, AnsibleWords.Flag, source: "shared")
        .Row("external", (s, f) => s.IsExternal = f, AnsibleWords.Flag, source: "external");

    public static readonly BindingTable<Credential> Login = new BindingTable<Credential>(Platform.OpenStack, "Ansible: openstack.cloud.network: auth", "openstack.cloud: doc fragment openstack")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "auth");

    public static IEnumerable<IBindingTable> Tables => [Rule, Port, Group, Network, Login];

    public static void BindLogin(AnsibleTask task)
    {
        if (task.Node.Node("auth") is { } login)
            task.AddSecret(login, "password", Login);
    }

    public static void BindNetwork(AnsibleTask task) =>
        Network.Bind(task.Context.Add(new VirtualSwitch(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OpenStack }), task.Node, task.Context);

    public static void BindPort(AnsibleTask task)
    {
        var port = task.Context.Add(new NetworkInterface(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OpenStack });
        Port.Bind(port, task.Node, task.Context);
        port.UnfilteredBy = PortFilters.Read(task.Node, task.Node.Find("binding_vnic_type"), task.Node.Find("security_groups"), task.Node.Find("binding_profile") is not null, task.Context);
        foreach (var pair in task.Node.Nodes("allowed_address_pairs"))
            AddressPairs.Bind(port, pair, task.Node.Find("mac_address"), task.Context);
    }

    public static void BindRule(AnsibleTask task) => AddRule(AddGroup(task, "security_group"), task.Node, task);

    /// <summary>A group with the rules that it has; others it loses.</summary>
    public static void BindGroup(AnsibleTask task)
    {
        var group = AddGroup(task, "name");
        Group.Bind(group, task.Node, task.Context);
        foreach (var rule in task.Node.Nodes("security_group_rules"))
            AddRule(group, rule, task);
    }

    private static FirewallPolicy AddGroup(AnsibleTask task, string key) =>
        task.Context.Add(new FirewallPolicy(task.NameBy(key), task.OriginBy(key)) { Level = FirewallLevel.Filter, DeployedTo = Platform.OpenStack });

    private static void AddRule(FirewallPolicy group, ConfigNode node, AnsibleTask task)
    {
        var rule = task.Context.Add(new FirewallRule(task.Title, task.Context.Origin(node.Anchor), group));
        Rule.Bind(rule, node, task.Context);
        SecurityRules.Bind(rule, node, RuleSource, s_groups, task.Context);
    }
}
