using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>A resource of a template.</summary>
/// <param name="Name">The name that the template has for it.</param>
/// <param name="Scope">Its properties.</param>
/// <param name="Context">The file.</param>
internal sealed record HeatResource(string Name, HeatScope Scope, BindingContext Context)
{
    /// <summary>The template that it is in.</summary>
    public required HeatTemplate Template { get; init; }
}

/// <summary>The resources that mean something to us, by type. A type is one line here.</summary>
internal static class HeatResources
{
    private const string RuleSource = "Heat: OS::Neutron::SecurityGroup, \"rules\"";

    private const string SingleSource = "Heat: OS::Neutron::SecurityGroupRule";

    private static readonly string[] s_remoteGroup = ["remote_group_id"];

    private static readonly string[] s_remoteGroupOrMode = ["remote_group_id", "remote_mode"];

    private static readonly string[] s_ruleRemoteGroup = ["remote_group"];

    /// <summary>// heat, engine/properties.py: Schema.BOOLEAN by strutils.bool_from_string</summary>
    private static readonly Vocabulary<bool> s_boolean = Oslo.Boolean;

    private static readonly Vocabulary<TrafficDirection> s_direction = Vocabulary.Of(("ingress", TrafficDirection.In), ("egress", TrafficDirection.Out));

    public static readonly BindingTable<VirtualSwitch> Network = new BindingTable<VirtualSwitch>(Platform.OpenStack, "OS::Neutron::Net", "Heat: OS::Neutron::Net, OS::Neutron::ProviderNet")
        .Row("port_security_enabled", (s, f) => s.PortSecurity = f, s_boolean, source: "port_security_enabled")
        .Row("shared", (s, f) => s.SharedWithEveryProject = f, s_boolean, source: "shared")
        .Row("router_external", (s, f) => s.IsExternal = f, s_boolean, source: "OS::Neutron::ProviderNet, router_external");

    public static readonly BindingTable<NetworkInterface> Port = new BindingTable<NetworkInterface>(Platform.OpenStack, "OS::Neutron::Port", "Heat: OS::Neutron::Port")
        .Row("port_security_enabled", (n, f) => n.PortSecurity = f, s_boolean, source: "port_security_enabled")
        .Computed("allowed_address_pairs[].ip_address", n => n.AnyAddressPair, "a network with the prefix length 0", source: "allowed_address_pairs")
        .Computed("allowed_address_pairs[].mac_address", n => n.ForeignMac, "an address other than the port's own and routers'", source: "allowed_address_pairs")
        .Computed("binding:vnic_type, security_groups", n => n.UnfilteredBy, "a port past the switch, with groups", source: "binding:vnic_type");

    public static readonly BindingTable<FirewallPolicy> Group = new BindingTable<FirewallPolicy>(Platform.OpenStack, "OS::Neutron::SecurityGroup", "Heat: OS::Neutron::SecurityGroup")
        .Row("stateful", (g, f) => g.TracksConnections = f, s_boolean, source: "stateful");

    public static readonly BindingTable<FirewallRule> GroupRule = new BindingTable<FirewallRule>(Platform.OpenStack, "OS::Neutron::SecurityGroup: rules", RuleSource)
        .Row("direction", (r, f) => r.Direction = f, s_direction, TrafficDirection.In, source: "rules, direction")
        .Computed("remote_ip_prefix, remote_group_id, remote_mode", r => r.Source, "a network, or a group", "any source", "rules, remote_ip_prefix")
        .Computed("protocol, port_range_min, port_range_max", r => r.Ports, "a protocol and a range", "every port", "rules, port_range_min")
        .Computed("(rule)", r => r.Action, "a rule accepts", "accept")
        .Computed("(rule)", r => r.IsActive, "a rule counts", "true");

    public static readonly BindingTable<FirewallRule> SingleRule = new BindingTable<FirewallRule>(Platform.OpenStack, "OS::Neutron::SecurityGroupRule", SingleSource)
        .Row("direction", (r, f) => r.Direction = f, s_direction, TrafficDirection.In, source: "direction")
        .Computed("remote_ip_prefix, remote_group", r => r.Source, "a network, or a group", "any source", "remote_ip_prefix")
        .Computed("protocol, port_range_min, port_range_max", r => r.Ports, "a protocol and a range", "every port of TCP", "port_range_min")
        .Computed("(resource)", r => r.Action, "a rule accepts", "accept")
        .Computed("(resource)", r => r.IsActive, "a rule counts", "true");

    public static readonly BindingTable<Credential> ServerSecret = new BindingTable<Credential>(Platform.OpenStack, "OS::Nova::Server", "Heat: OS::Nova::Server")
        .Row("admin_pass", (c, f) => c.Value = f, Vocabulary.Secret, source: "admin_pass");

    public static readonly BindingTable<Credential> UserSecret = new BindingTable<Credential>(Platform.OpenStack, "OS::Keystone::User", "Heat: OS::Keystone::User")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    private static readonly Dictionary<string, Action<HeatResource>> s_binders = new(StringComparer.Ordinal)
    {
        ["OS::Cinder::EncryptedVolumeType"] = HeatVolumes.BindEncryption,
        ["OS::Cinder::Quota"] = BindQuota,
        ["OS::Cinder::Volume"] = HeatVolumes.BindVolume,
        ["OS::Cinder::VolumeType"] = HeatVolumes.BindType,
        ["OS::Glance::WebImage"] = HeatImages.Bind,
        ["OS::Keystone::User"] = static resource => BindSecret(UserSecret, "password", resource),
        ["OS::Neutron::Net"] = BindNetwork,
        ["OS::Neutron::Port"] = BindPort,
        ["OS::Neutron::ProviderNet"] = BindNetwork,
        ["OS::Neutron::SecurityGroup"] = BindGroup,
        ["OS::Neutron::SecurityGroupRule"] = BindRule,
        ["OS::Neutron::Quota"] = BindQuota,
        ["OS::Nova::Flavor"] = HeatVolumes.BindFlavor,
        ["OS::Nova::Quota"] = BindQuota,
        ["OS::Nova::Server"] = BindServer,
    };

    public static IReadOnlyList<IBindingTable> Tables => [Network, Port, Group, GroupRule, SingleRule, ServerSecret, UserSecret];

    public static Action<HeatResource>? Of(string type) => s_binders.TryGetValue(type, out var bind) ? bind : null;

    private static void BindServer(HeatResource resource)
    {
        HeatServers.Bind(resource);
        BindSecret(ServerSecret, "admin_pass", resource);
    }

    /// <summary>The projects of the cloud's own services are bound by nothing but the cloud.</summary>
    private static void BindQuota(HeatResource resource)
    {
        if (resource.Scope.Find("project") is not { } project || project.Unresolved is not null || project.Value is not ("admin" or "service" or "services"))
            QuotaLimits.Bind(resource.Name, resource.Scope, resource.Context);
    }

    private static void BindNetwork(HeatResource resource)
    {
        var (name, scope, context) = resource;
        Network.Bind(context.Add(new VirtualSwitch(name, context.Origin(scope.Anchor))), scope, context);
    }

    private static void BindPort(HeatResource resource)
    {
        var (name, scope, context) = resource;
        var port = context.Add(new NetworkInterface(name, context.Origin(scope.Anchor)));
        Port.Bind(port, scope, context);
        port.UnfilteredBy = PortFilters.Read(scope, scope.Find("binding:vnic_type"), scope.Find("security_groups"), scope.Find("value_specs") is not null, context);
        foreach (var pair in scope.Items("allowed_address_pairs"))
            AddressPairs.Bind(port, pair, scope.Find("mac_address"), context);
    }

    private static void BindGroup(HeatResource resource)
    {
        var (name, scope, context) = resource;
        var policy = context.Add(new FirewallPolicy(name, context.Origin(scope.Anchor)) { Level = FirewallLevel.Filter });
        Group.Bind(policy, scope, context);
        var number = 0;
        foreach (var item in scope.Items("rules"))
        {
            var rule = context.Add(new FirewallRule($"{name}[{number++}]", context.Origin(item.Anchor), policy));
            GroupRule.Bind(rule, item, context);

            // Without a group of its own, a rule in that mode names the group that it is in.
            var isByGroup = item.Find("remote_mode") is { Value: "remote_group_id" } or { Unresolved: not null };
            SecurityRules.Bind(rule, item, RuleSource, isByGroup ? s_remoteGroupOrMode : s_remoteGroup, context);
        }
    }

    private static void BindRule(HeatResource resource)
    {
        var (name, scope, context) = resource;
        var policy = context.Add(new FirewallPolicy(scope.Find("security_group")?.Value is { Length: > 0 } group ? group : name, context.Origin(scope.Anchor)) { Level = FirewallLevel.Filter });
        var rule = context.Add(new FirewallRule(name, context.Origin(scope.Anchor), policy));
        SingleRule.Bind(rule, scope, context);
        SecurityRules.Bind(rule, scope, SingleSource, s_ruleRemoteGroup, context);
    }

    private static void BindSecret(BindingTable<Credential> table, string key, HeatResource resource)
    {
        var (name, scope, context) = resource;
        if (scope.Find(key) is { } secret)
            table.Bind(context.Add(new Credential($"{name}: {key}", context.Origin(secret.KeySpan))), scope, context);
    }
}
