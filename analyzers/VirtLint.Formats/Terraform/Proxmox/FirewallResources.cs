using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Firewall;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds the firewall's switches and rules of bpg/proxmox: what cluster.fw, host.fw and VMID.fw say.</summary>
internal static class FirewallResources
{
    private static readonly Vocabulary<FirewallAction> s_actions = Vocabulary.Of(
        ("DROP", FirewallAction.Drop), ("REJECT", FirewallAction.Reject), ("ACCEPT", FirewallAction.Accept));

    private static readonly Vocabulary<bool> s_log = Vocabulary.Of(
        ("info", true), ("nolog", false), ("emerg", true), ("alert", true), ("crit", true), ("err", true), ("warning", true), ("notice", true), ("debug", true));

    /// <summary>Why an address is not known that only has a name here.</summary>
    internal const string AnAlias = "an alias";

    private const string RulesSource = "bpg/proxmox: proxmox_virtual_environment_firewall_rules";

    /// <summary>Whether the cluster's switch is on when nothing is said depends on the cluster: the provider leaves it as it is.</summary>
    public static readonly BindingTable<FirewallPolicy> Cluster = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "proxmox_virtual_environment_cluster_firewall", "bpg/proxmox: proxmox_virtual_environment_cluster_firewall")
        .Row("enabled", (p, f) => p.Enabled = f, TerraformWords.Flag, source: "enabled")
        .Row("ebtables", (p, f) => p.FiltersMac = f, TerraformWords.Flag, source: "ebtables")
        .Row("input_policy", (p, f) => p.DefaultIn = f, s_actions, whenAbsent: FirewallAction.Drop, source: "input_policy")
        .Row("forward_policy", (p, f) => p.DefaultForward = f, s_actions, whenAbsent: FirewallAction.Accept, source: "forward_policy");

    public static readonly BindingTable<FirewallPolicy> Guest = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "proxmox_virtual_environment_firewall_options", "bpg/proxmox: proxmox_virtual_environment_firewall_options")
        .Row("enabled", (p, f) => p.Enabled = f, TerraformWords.Flag, whenAbsent: false, source: "enabled")
        .Row("input_policy", (p, f) => p.DefaultIn = f, s_actions, whenAbsent: FirewallAction.Drop, source: "input_policy")
        .Row("log_level_in", (p, f) => p.LogsDropped = f, s_log, whenAbsent: false, source: "log_level_in")
        .Row("macfilter", (p, f) => p.FiltersMac = f, TerraformWords.Flag, whenAbsent: true, source: "macfilter")
        .Row("ipfilter", (p, f) => p.FiltersAddress = f, TerraformWords.Flag, whenAbsent: false, source: "ipfilter")
        .Row("radv", (p, f) => p.AllowsRouterAdvertisement = f, TerraformWords.Flag, whenAbsent: true, source: "radv");

    public static readonly BindingTable<FirewallPolicy> Host = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "proxmox_virtual_environment_node_firewall", "bpg/proxmox: proxmox_virtual_environment_node_firewall")
        .Row("enabled", (p, f) => p.Enabled = f, TerraformWords.Flag, whenAbsent: true, source: "enabled")
        .Row("log_level_in", (p, f) => p.LogsDropped = f, s_log, whenAbsent: false, source: "log_level_in")
        .Row("nosmurfs", (p, f) => p.DropsSmurfs = f, TerraformWords.Flag, whenAbsent: true, source: "nosmurfs")
        .Row("nftables", (p, f) => p.FiltersForwarded = f, TerraformWords.Flag, whenAbsent: false, source: "nftables");

    public static readonly BindingTable<FirewallPolicy> Set = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "proxmox_virtual_environment_firewall_ipset", "bpg/proxmox: proxmox_virtual_environment_firewall_ipset")
        .Computed("cidr/name", p => p.ManagementSources, "addresses and networks, of the cluster's set 'management'", source: "cidr")
        .Computed("name", p => p.FiltersAddress, "'ipfilter-netN', of a guest", source: "name");

    public static readonly BindingTable<FirewallRule> Rule = new BindingTable<FirewallRule>(Platform.ProxmoxVe, "proxmox_virtual_environment_firewall_rules: rule", RulesSource)
        .Row("action", (r, f) => r.Action = f, s_actions, source: "rule.action")
        .Row(
            "type",
            (r, f) => r.Direction = f,
            Vocabulary.Of(("in", TrafficDirection.In), ("out", TrafficDirection.Out), ("forward", TrafficDirection.Forward)),
            source: "rule.type")
        .Row("enabled", (r, f) => r.IsActive = f, TerraformWords.Flag, whenAbsent: true, source: "rule.enabled")
        .Row("iface", (r, f) => r.Interface = f, Vocabulary.Text, source: "rule.iface")
        .Row("dest", (r, f) => r.Destination = f, Vocabulary.Text, source: "rule.dest");

    public static void BindCluster(TerraformResource resource) => BindPolicy(resource, FirewallLevel.Cluster, Cluster);

    public static void BindGuest(TerraformResource resource) => BindPolicy(resource, FirewallLevel.Guest, Guest);

    public static void BindHost(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("node_name");
        var policy = context.Add(new FirewallPolicy(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { Level = FirewallLevel.Host });
        Host.Bind(policy, node, context);
    }

    /// <summary>Rules of the cluster, of a node or of a guest: by which of the arguments are stated.</summary>
    public static void BindRules(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var level = node.Find("vm_id") is not null || node.Find("container_id") is not null ? FirewallLevel.Guest
            : node.Find("node_name") is not null ? FirewallLevel.Host
            : FirewallLevel.Cluster;
        var policy = context.Add(new FirewallPolicy(resource.Address, context.Origin(node.Anchor))
        {
            Level = level,
            UsedGroups = [.. node.Nodes("rule").Where(static rule => rule.Find("enabled") is not { Value: "false" }).Select(static rule => rule.Find("security_group")).OfType<Setting>().Select(static group => group.Value)],
        });
        BindRules(policy, node, "", context);
    }

    /// <summary>Rules that count where something names their group.</summary>
    public static void BindGroup(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("name") is { Unresolved: null } name)
            BindRules(context.Add(new FirewallPolicy(resource.Address, context.Origin(name.ValueSpan)) { Level = FirewallLevel.Cluster }), node, name.Value, context);
    }

    /// <summary>Who may reach the nodes: the cluster's set of that name.</summary>
    public static void BindSet(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("name") is not { Value: "management" } || node.Find("vm_id") is not null || node.Find("container_id") is not null || node.Find("node_name") is not null)
            return;

        var policy = context.Add(new FirewallPolicy(resource.Address, context.Origin(node.Anchor)) { Level = FirewallLevel.Cluster });
        foreach (var entry in node.Nodes("cidr").Where(static entry => entry.Find("nomatch") is not { Value: "true" }))
        {
            if (entry.Find("name") is not { } address)
                continue;

            var source = SourceOf(entry, address, context);
            if (policy.ManagementSources.State is FactState.Absent || (source.Is(static s => s.IsPublicSized) && !policy.ManagementSources.Is(static s => s.IsPublicSized)))
                policy.ManagementSources = source;
        }
    }

    private static void BindRules(FirewallPolicy policy, ConfigNode node, string group, BindingContext context)
    {
        var index = 0;
        foreach (var rule in node.Nodes("rule").Where(static rule => rule.Find("security_group") is null or { Value.Length: 0 }))
            BindRule(policy, rule, group, $"rule {index++}", context);
    }

    private static void BindPolicy(TerraformResource resource, FirewallLevel level, BindingTable<FirewallPolicy> table)
    {
        var policy = resource.Context.Add(new FirewallPolicy(resource.Address, resource.Context.Origin(resource.Node.Anchor)) { Level = level });
        table.Bind(policy, resource.Node, resource.Context);
        policy.InForce = policy.Enabled;
    }

    private static void BindRule(FirewallPolicy policy, ConfigNode node, string group, string position, BindingContext context)
    {
        var anchor = context.Origin(node.Anchor);
        var comment = node.Find("comment");
        var rule = context.Add(new FirewallRule(comment is { Unresolved: null } ? comment.Value : position, anchor, policy) { Group = group });
        Rule.Bind(rule, node, context);
        if (group.Length > 0 && !rule.IsActive.Is(false))
            rule.IsActive = Fact<bool>.Absent;

        rule.Source = node.Find("source") is { } source
            ? SourceOf(node, source, context)
            : Fact.Default(TrafficSource.Any, anchor, RulesSource, "source");
        rule.Ports = PortsOf(node, anchor, context);
    }

    private static Fact<TrafficSource> SourceOf(ConfigNode node, Setting source, BindingContext context)
    {
        if (source.Unresolved is not null || source.Value.StartsWith("+", StringComparison.Ordinal))
            return ArgumentFacts.Of(node, source, TrafficSource.Named, context);

        return source.Value.Length == 0 ? Fact.Default(TrafficSource.Any, context.Origin(node.Anchor), RulesSource, "source")
            : FirewallRuleBinder.IsAddress(source.Value) ? ArgumentFacts.Of(node, source, TrafficSource.Of, context)
            : Fact<TrafficSource>.Unresolved(context.Origin(source.ValueSpan), source.Value, AnAlias, "source");
    }

    private static Fact<PortSet> PortsOf(ConfigNode node, Origin anchor, BindingContext context)
    {
        if (node.Find("macro") is { Value.Length: > 0 } macro)
            return Ports(node, macro, FirewallMacros.PortsOf(macro.Value), context);

        if (node.Find("proto") is { } protocol && (protocol.Unresolved is not null || protocol.Value.ToLowerInvariant() is not ("tcp" or "udp")))
            return ArgumentFacts.Of(node, protocol, static _ => PortSet.None, context);

        return node.Find("dport") is { } port && (port.Unresolved is not null || port.Value.Length > 0)
            ? Ports(node, port, port.Value, context)
            : Fact.Default(PortSet.All, anchor, RulesSource, "dport");
    }

    private static Fact<PortSet> Ports(ConfigNode node, Setting setting, string? ports, BindingContext context)
    {
        if (setting.Unresolved is not null)
            return ArgumentFacts.Of(node, setting, static _ => PortSet.None, context);

        return ports is not null && FirewallRuleBinder.PortsIn(ports) is { } set
            ? ArgumentFacts.Of(node, setting, _ => set, context)
            : Fact<PortSet>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, "a service by name", setting.Key);
    }
}
