using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.OpenStack;

/// <summary>Binds networks, ports and rules of security groups of terraform-provider-openstack/openstack.</summary>
internal static class NetworkResources
{
    private const string RuleSource = "terraform-provider-openstack/openstack: openstack_networking_secgroup_rule_v2";

    private static readonly string[] s_groups = ["remote_group_id", "remote_address_group_id"];

    public static readonly BindingTable<FirewallRule> Rule = new BindingTable<FirewallRule>(Platform.OpenStack, "openstack_networking_secgroup_rule_v2", RuleSource)
        .Row("direction", (r, f) => r.Direction = f, Vocabulary.Of(("ingress", TrafficDirection.In), ("egress", TrafficDirection.Out)), source: "direction")
        .Computed("remote_ip_prefix, remote_group_id, remote_address_group_id", r => r.Source, "a network, or a group", "any source", "remote_ip_prefix")
        .Computed("protocol, port_range_min, port_range_max", r => r.Ports, "a protocol and a range", "every port", "port_range_min")
        .Computed("(resource)", r => r.Action, "a rule accepts", "accept")
        .Computed("(resource)", r => r.IsActive, "a rule counts", "true");

    public static readonly BindingTable<NetworkInterface> Port = new BindingTable<NetworkInterface>(Platform.OpenStack, "openstack_networking_port_v2", "terraform-provider-openstack/openstack: openstack_networking_port_v2")
        .Row("port_security_enabled", (n, f) => n.PortSecurity = f, TerraformWords.Flag, source: "port_security_enabled")
        .Computed("allowed_address_pairs/ip_address", n => n.AnyAddressPair, "a network with the prefix length 0", source: "allowed_address_pairs")
        .Computed("allowed_address_pairs/mac_address", n => n.ForeignMac, "an address other than the port's own and routers'", source: "allowed_address_pairs")
        .Computed("binding/vnic_type, security_group_ids", n => n.UnfilteredBy, "a port past the switch, with groups", source: "binding");

    public static readonly BindingTable<FirewallPolicy> Group = new BindingTable<FirewallPolicy>(Platform.OpenStack, "openstack_networking_secgroup_v2", "terraform-provider-openstack/openstack: openstack_networking_secgroup_v2")
        .Row("stateful", (g, f) => g.TracksConnections = f, TerraformWords.Flag, source: "stateful");

    public static readonly BindingTable<TrafficMirror> Mirror = new BindingTable<TrafficMirror>(Platform.OpenStack, "openstack_taas_tap_mirror_v2", "terraform-provider-openstack/openstack: openstack_taas_tap_mirror_v2")
        .Row("remote_ip", (m, f) => m.Target = f, Vocabulary.Text, source: "remote_ip")
        .Computed("(resource)", m => m.LeavesHost, "always", source: "remote_ip");

    public static readonly BindingTable<VirtualSwitch> Network = new BindingTable<VirtualSwitch>(Platform.OpenStack, "openstack_networking_network_v2", "terraform-provider-openstack/openstack: openstack_networking_network_v2")
        .Row("port_security_enabled", (s, f) => s.PortSecurity = f, TerraformWords.Flag, source: "port_security_enabled")
        .Row("shared", (s, f) => s.SharedWithEveryProject = f, TerraformWords.Flag, source: "shared")
        .Row("external", (s, f) => s.IsExternal = f, TerraformWords.Flag, whenAbsent: false, source: "external");

    public static void BindNetwork(TerraformResource resource) =>
        Network.Bind(resource.Context.Add(new VirtualSwitch(NameOf(resource), resource.Context.Origin(resource.Node.Anchor))), resource.Node, resource.Context);

    public static void BindPort(TerraformResource resource)
    {
        var port = resource.Context.Add(new NetworkInterface(NameOf(resource), resource.Context.Origin(resource.Node.Anchor)));
        Port.Bind(port, resource.Node, resource.Context);
        if (resource.Node.Node("binding") is { } binding)
            port.UnfilteredBy = PortFilters.Read(binding, binding.Find("vnic_type"), resource.Node.Find("security_group_ids"), binding.Find("profile") is not null, resource.Context);

        foreach (var pair in resource.Node.Nodes("allowed_address_pairs"))
            AddressPairs.Bind(port, pair, resource.Node.Find("mac_address"), resource.Context);
    }

    public static void BindGroup(TerraformResource resource) =>
        Group.Bind(resource.Context.Add(new FirewallPolicy(NameOf(resource), resource.Context.Origin(resource.Node.Anchor)) { Level = FirewallLevel.Filter }), resource.Node, resource.Context);

    public static void BindMirror(TerraformResource resource)
    {
        var mirror = resource.Context.Add(new TrafficMirror(NameOf(resource), resource.Context.Origin(resource.Node.Anchor)));
        Mirror.Bind(mirror, resource.Node, resource.Context);
        mirror.LeavesHost = mirror.Target.Select(static _ => true);
    }

    public static void BindRule(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var anchor = context.Origin(node.Anchor);
        var policy = context.Add(new FirewallPolicy(GroupOf(node) ?? resource.Address, anchor) { Level = FirewallLevel.Filter });
        var rule = context.Add(new FirewallRule(resource.Address, anchor, policy));
        Rule.Bind(rule, node, context);
        SecurityRules.Bind(rule, node, RuleSource, s_groups, context);
    }

    /// <summary>The security group of a rule: the resource that makes it, or its id.</summary>
    private static string? GroupOf(ConfigNode rule)
    {
        const string Id = ".id";
        return rule.ReferenceIn("security_group_id") is { } made && made.EndsWith(Id, StringComparison.Ordinal)
            ? made.Substring(0, made.Length - Id.Length)
            : rule.Find("security_group_id")?.Value;
    }

    private static string NameOf(TerraformResource resource) =>
        resource.Node.Find("name") is { Unresolved: null } name ? name.Value : resource.Address;
}
