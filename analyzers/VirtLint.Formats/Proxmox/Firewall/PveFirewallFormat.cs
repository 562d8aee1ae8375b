using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Firewall;

/// <summary>A firewall of Proxmox VE: <c>cluster.fw</c>, <c>host.fw</c>, <c>VMID.fw</c>, <c>sdn/firewall/VNET.fw</c>.</summary>
internal sealed class PveFirewallFormat : Format
{
    private const string Source = "pve-firewall(8)";

    private static readonly Vocabulary<FirewallAction> s_policy = Vocabulary.OfAnyCase(
        ("DROP", FirewallAction.Drop), ("REJECT", FirewallAction.Reject), ("ACCEPT", FirewallAction.Accept));

    /// <summary>The first word that means yes is what a fix writes.</summary>
    private static readonly Vocabulary<bool> s_log = Vocabulary.OfAnyCase(
        ("info", true), ("nolog", false), ("emerg", true), ("alert", true), ("crit", true), ("err", true), ("warning", true), ("notice", true), ("debug", true));

    public static readonly BindingTable<FirewallPolicy> Cluster = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "firewall/cluster.fw: [OPTIONS]", Source)
        .Row("enable", (p, f) => p.Enabled = f, new ClusterSwitch(), whenAbsent: false, source: "Cluster Wide Setup")
        .Row("policy_in", (p, f) => p.DefaultIn = f, s_policy, whenAbsent: FirewallAction.Drop, source: "Cluster Wide Setup")
        .Row("policy_forward", (p, f) => p.DefaultForward = f, s_policy, whenAbsent: FirewallAction.Accept, source: "Cluster Wide Setup")
        .Row("ebtables", (p, f) => p.FiltersMac = f, Vocabulary.OneZero, whenAbsent: true, source: "Cluster Wide Setup");

    public static readonly BindingTable<FirewallPolicy> Host = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "nodes/NODE/host.fw: [OPTIONS]", Source)
        .Row("enable", (p, f) => p.Enabled = f, Vocabulary.OneZero, whenAbsent: true, source: "Host Specific Configuration")
        .Row("log_level_in", (p, f) => p.LogsDropped = f, s_log, whenAbsent: false, source: "Logging of Firewall Rules")
        .Row("nosmurfs", (p, f) => p.DropsSmurfs = f, Vocabulary.OneZero, whenAbsent: true, source: "Host Specific Configuration")
        .Row("nf_conntrack_allow_invalid", (p, f) => p.AcceptsInvalid = f, Vocabulary.OneZero, whenAbsent: false, source: "Host Specific Configuration")
        .Row("nftables", (p, f) => p.FiltersForwarded = f, Vocabulary.OneZero, whenAbsent: false, source: "nftables");

    public static readonly BindingTable<FirewallPolicy> Guest = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "firewall/VMID.fw: [OPTIONS]", Source)
        .Row("enable", (p, f) => p.Enabled = f, Vocabulary.OneZero, whenAbsent: false, source: "VM/Container Configuration")
        .Row("policy_in", (p, f) => p.DefaultIn = f, s_policy, whenAbsent: FirewallAction.Drop, source: "VM/Container Configuration")
        .Row("log_level_in", (p, f) => p.LogsDropped = f, s_log, whenAbsent: false, source: "Logging of Firewall Rules")
        .Row("macfilter", (p, f) => p.FiltersMac = f, Vocabulary.OneZero, whenAbsent: true, source: "VM/Container Configuration")
        .Row("ipfilter", (p, f) => p.FiltersAddress = f, Vocabulary.OneZero, whenAbsent: false, source: "VM/Container Configuration")
        .Row("radv", (p, f) => p.AllowsRouterAdvertisement = f, Vocabulary.OneZero, whenAbsent: false, source: "VM/Container Configuration")
        .Computed("[IPSET ipfilter-netN]", p => p.FiltersAddress, "the section", source: "VM/Container Configuration");

    public static readonly BindingTable<FirewallPolicy> Vnet = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "sdn/firewall/VNET.fw: [OPTIONS]", Source)
        .Row("enable", (p, f) => p.Enabled = f, Vocabulary.OneZero, whenAbsent: false, source: "VNet Configuration")
        .Row("policy_forward", (p, f) => p.DefaultForward = f, s_policy, whenAbsent: FirewallAction.Accept, source: "VNet Configuration");

    /// <summary>What the levels decide together.</summary>
    public static readonly BindingTable<FirewallPolicy> Joined = new BindingTable<FirewallPolicy>(Platform.ProxmoxVe, "cluster.fw, host.fw, VMID.fw, VNET.fw", Source)
        .Computed(
            "enable", p => p.InForce,
            "the switch, and those of the levels above",
            source: "Enabling the Firewall",
            decidedBy: "cluster.fw: enable; the guest's netN: firewall")
        .Computed("enable", p => p.HasEffect, "a firewall that anything uses", source: "Enabling the Firewall", decidedBy: "the guest's netN: firewall")
        .Computed("[IPSET management]", p => p.ManagementSources, "addresses and networks", source: "Standard IP set management");

    public override string Id => "pve-firewall";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE firewall (cluster.fw, host.fw, VMID.fw, VNET.fw)";

    public override FormatSchema? Schema { get; } = new FirewallSchema();

    public override PathClaim Claim(FilePath path)
    {
        if (!path.EndsWith(".fw") && !path.EndsWith(".fw.j2"))
            return PathClaim.None;

        return LevelOf(path) is not null && path.EndsWith(".fw") ? PathClaim.Certain : PathClaim.Possible;
    }

    /// <summary>Other firewalls have files of this extension too; the headers are PVE's own.</summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        foreach (var line in text.Lines)
        {
            var start = line.Start;
            if (start >= line.End || text[start] != '[')
                continue;

            var header = text.ToString(TextSpan.FromBounds(start, Math.Min(line.End, start + 64))).ToUpperInvariant();
            return header.StartsWith("[OPTIONS]", StringComparison.Ordinal) || header.StartsWith("[RULES]", StringComparison.Ordinal)
                || header.StartsWith("[ALIASES]", StringComparison.Ordinal) || header.StartsWith("[IPSET ", StringComparison.Ordinal)
                || header.StartsWith("[GROUP ", StringComparison.Ordinal);
        }

        return false;
    }

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = FirewallTree.Parse(context.File.Text);
        context.AddErrors(tree);
        var level = LevelOf(path) ?? FirewallLevel.Cluster;
        var policy = context.Add(new FirewallPolicy(NameOf(path, level), context.Origin(tree.Options.Anchor))
        {
            Level = level,
            UsedGroups = [.. tree.Rules.Where(static rule => rule.IsEnabled && rule.Direction == "GROUP").Select(static rule => rule.Action.Text)],
        });
        TableOf(level).Bind(policy, tree.Options, context);

        // What a template's own lines may add is not known to be absent.
        if (tree.IsTemplate && policy.Enabled.State is FactState.Default)
            policy.Enabled = Fact<bool>.Absent;

        // Firewall.pm, generate_tap_rules_direction: a set of the adapter's own switches the filter on too.
        if (level is FirewallLevel.Guest && tree.Sets.FirstOrDefault(static set => set.Name.Text.StartsWith("ipfilter-net", StringComparison.OrdinalIgnoreCase)) is { } filter)
            policy.FiltersAddress = Fact.Stated(true, context.Origin(filter.Name.Span), filter.Name.Text, "ipfilter");

        policy.InForce = policy.Enabled;
        var aliases = FirewallRuleBinder.AliasesOf(tree);
        BindManagement(policy, tree, aliases, context);
        FirewallRuleBinder.Bind(policy, tree, aliases, context);
    }

    private static void BindManagement(
        FirewallPolicy policy, FirewallTree tree, IReadOnlyDictionary<string, Literal> aliases, BindingContext context)
    {
        foreach (var set in tree.Sets)
        {
            if (policy.Level is not FirewallLevel.Cluster || !set.Name.Text.Equals("management", StringComparison.OrdinalIgnoreCase))
                continue;

            foreach (var entry in set.Entries.Where(static entry => !entry.IsNegated))
            {
                var source = FirewallRuleBinder.SourceOf(entry.Address, aliases, context, "IPSET management");
                if (policy.ManagementSources.State is FactState.Absent || (source.Is(static s => s.IsPublicSized) && !policy.ManagementSources.Is(static s => s.IsPublicSized)))
                    policy.ManagementSources = source;
            }
        }
    }

    private static BindingTable<FirewallPolicy> TableOf(FirewallLevel level) => level switch
    {
        FirewallLevel.Host => Host,
        FirewallLevel.Guest => Guest,
        FirewallLevel.Network => Vnet,
        _ => Cluster,
    };

    internal static FirewallLevel? LevelOf(FilePath path) => path.Name switch
    {
        "cluster.fw" or "cluster.fw.j2" => FirewallLevel.Cluster,
        "host.fw" or "host.fw.j2" => FirewallLevel.Host,
        _ when PvePaths.GuestNumber(path, ".fw") is not null => FirewallLevel.Guest,
        _ when path.FolderName == "firewall" && new FilePath(path.Folder).Folder is var parent && new FilePath(parent).Name == "sdn" => FirewallLevel.Network,
        _ => null,
    };

    private static string NameOf(FilePath path, FirewallLevel level) => level switch
    {
        FirewallLevel.Guest => PvePaths.GuestNumber(path, ".fw") ?? path.Name,
        FirewallLevel.Host => path.FolderName is { Length: > 0 } node ? node : "host",
        FirewallLevel.Network => path.Name.Substring(0, path.Name.Length - ".fw".Length),
        _ => "cluster",
    };

    /// <summary>The datacenter's switch. // Firewall.pm, parse_clusterfw_option: a value above 1 is a time, on for 60 seconds after it</summary>
    private sealed class ClusterSwitch : Vocabulary<bool>
    {
        public override string Expected => "'1', '0' or a time in seconds";

        public override bool TryRead(string text, out bool value)
        {
            value = text.TrimStart('0') == "1";
            return text.Length > 0 && text.All(static c => c is >= '0' and <= '9');
        }

        public override string? Spell(bool value) => value ? "1" : "0";
    }
}
