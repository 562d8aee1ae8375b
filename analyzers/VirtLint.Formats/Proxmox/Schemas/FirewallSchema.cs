using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Firewall;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The schema of firewall files: the options of each level, and what rules may state.</summary>
/// <remarks>pve-firewall, Firewall.pm: parse_clusterfw_option, parse_hostfw_option, parse_vmfw_option, parse_vnetfw_option, parse_fw_rule.</remarks>
internal sealed class FirewallSchema : FormatSchema
{
    private static readonly ValueShape s_oneZero = ValueShape.Of(Vocabulary.OneZero);

    private static readonly ValueShape s_policy = AnyCase("ACCEPT", "DROP", "REJECT");

    // A level without a value is what an unset one is written as.
    private static readonly ValueShape s_logLevel = AnyCase("nolog", "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug", "");

    private static readonly KeySet s_cluster = Options("the options of cluster.fw")
        .Keys(ValueShape.Number(0), "enable")
        .Keys(s_oneZero, "ebtables")
        .Keys(s_policy, "policy_in", "policy_out", "policy_forward")
        .Keys(ValueShape.Any, "log_ratelimit");

    private static readonly KeySet s_host = Options("the options of host.fw")
        .Keys(s_oneZero, "enable", "nosmurfs", "tcpflags", "ndp", "log_nf_conntrack", "nf_conntrack_allow_invalid", "protection_synflood", "nftables")
        .Keys(s_logLevel, "log_level_in", "log_level_out", "log_level_forward", "tcp_flags_log_level", "smurf_log_level")
        .Keys(ValueShape.Any, "nf_conntrack_helpers")
        .Keys(ValueShape.Number(0), "nf_conntrack_max", "nf_conntrack_tcp_timeout_established", "nf_conntrack_tcp_timeout_syn_recv")
        .Keys(ValueShape.Number(0), "protection_synflood_rate", "protection_synflood_burst", "protection_limit");

    private static readonly KeySet s_guest = Options("the options of a guest's firewall")
        .Keys(s_oneZero, "enable", "dhcp", "ndp", "radv", "macfilter", "ipfilter", "ips")
        .Keys(s_logLevel, "log_level_in", "log_level_out")
        .Keys(s_policy, "policy_in", "policy_out")
        .Keys(ValueShape.Any, "ips_queues", "layer2_protocols");

    private static readonly KeySet s_vnet = Options("the options of a VNet's firewall")
        .Keys(ValueShape.Number(0), "enable")
        .Keys(AnyCase("ACCEPT", "DROP"), "policy_forward")
        .Keys(s_logLevel, "log_level_forward");

    private static readonly KeySet s_rule = new KeySet("a firewall rule", KeyCoverage.Complete)
        .Keys(ValueShape.Any, "i", "p", "source", "dest", "sport", "dport", "icmp-type")
        .Keys(s_logLevel, "log");

    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not FirewallTree firewall)
            return;

        var check = new KeyCheck(context, tree.IsTemplate, s_cluster, s_host, s_guest, s_vnet);
        var level = PveFirewallFormat.LevelOf(new FilePath(context.File.Path));
        if (level is { } known)
            check.Check(firewall.Options, OptionsOf(known));

        Define(firewall, level, context);
        var rules = new KeyCheck(context, tree.IsTemplate);
        foreach (var rule in firewall.Rules.Concat(firewall.Groups.SelectMany(static group => group.Rules)))
        {
            rules.Check(rule, s_rule);
            Refer(rule, context);
        }
    }

    /// <summary>Groups are the cluster's alone; sets are the cluster's and the file's own.</summary>
    private static void Define(FirewallTree firewall, FirewallLevel? level, BindingContext context)
    {
        foreach (var group in firewall.Groups)
            context.Define(ObjectKind.SecurityGroup, group.Name.Text.ToLowerInvariant(), group.Name.Span);

        foreach (var set in firewall.Sets)
            context.Define(ObjectKind.AddressSet, set.Name.Text.ToLowerInvariant(), set.Name.Span);

        if (level is not FirewallLevel.Cluster || firewall.IsTemplate)
            return;

        context.DefineAll(ObjectKind.SecurityGroup);
        context.DefineAll(ObjectKind.AddressSet);

        // pve-firewall, Firewall.pm: the management set is always there; others are made for host interfaces and guests.
        context.DefineBuiltIn(ObjectKind.AddressSet, "management");
    }

    private static void Refer(FirewallRuleLine rule, BindingContext context)
    {
        if (!rule.IsEnabled)
            return;

        if (rule.Direction == "GROUP")
            context.Refer(ObjectKind.SecurityGroup, rule.Action.Text.ToLowerInvariant(), rule.Action.Span);

        foreach (var key in (string[])["source", "dest"])
        {
            if (rule.Find(key) is { Value: ['+', ..] } set && set.Value.IndexOf(',') < 0)
                ReferToSet(set, context);
        }
    }

    /// <summary><c>+name</c>, <c>+dc/name</c> or <c>+guest/name</c>; those of SDN and of interfaces are made by PVE itself.</summary>
    private static void ReferToSet(Setting set, BindingContext context)
    {
        var slash = set.Value.IndexOf('/');
        var scope = slash < 0 ? "" : set.Value.Substring(1, slash - 1);
        var name = set.Value.Substring(Math.Max(slash, 0) + 1).ToLowerInvariant();
        if (scope is "" or "dc" or "guest" && !name.StartsWith("ipfilter-", StringComparison.Ordinal))
            context.Refer(ObjectKind.AddressSet, name, set.ValueSpan);
    }

    private static KeySet OptionsOf(FirewallLevel level) => level switch
    {
        FirewallLevel.Cluster => s_cluster,
        FirewallLevel.Host => s_host,
        FirewallLevel.Network => s_vnet,
        _ => s_guest,
    };

    private static KeySet Options(string place) => new(place, KeyCoverage.Complete, Duplicates.LastCounts);

    private static ValueShape AnyCase(params string[] words)
    {
        var known = new HashSet<string>(words, StringComparer.OrdinalIgnoreCase);
        return new(Sentence.Choice([.. words.Where(static word => word.Length > 0)]), setting => known.Contains(setting.Value), words);
    }
}
