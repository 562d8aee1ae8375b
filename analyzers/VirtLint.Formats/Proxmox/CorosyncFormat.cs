using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>Who belongs to a Proxmox VE cluster, and how its hosts talk: <c>corosync.conf</c>.</summary>
/// <remarks>corosync.conf(5); pve-cluster, Corosync.pm.</remarks>
internal sealed class CorosyncFormat : Format
{
    private const string Source = "corosync.conf(5): secauth, crypto_cipher, crypto_hash";

    private static readonly Vocabulary<bool> s_switch = Vocabulary.Of(("on", true), ("off", false));

    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "corosync.conf: totem, nodelist", "corosync.conf(5)")
        .Computed(
            "secauth, crypto_cipher, crypto_hash", p => p.ClusterLinkProtection,
            "'on' or 'off'; a cipher; a hash",
            whenAbsent: "off",
            source: "secauth, crypto_cipher, crypto_hash")
        .Computed("nodelist.node", p => p.Hosts, "sections", source: "nodelist")
        .Computed("nodelist.node.ring0_addr", p => p.Peer, "an address", source: "ring0_addr");

    public override string Id => "pve-corosync";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE cluster membership (corosync.conf)";

    /// <summary>Other clusters use corosync too, so the name alone is no proof.</summary>
    public override PathClaim Claim(FilePath path) =>
        path.Name is not ("corosync.conf" or "corosync.conf.j2" or "corosync.conf.new") ? PathClaim.None
        : PvePaths.IsInClusterFolder(path) ? PathClaim.Certain
        : PathClaim.Possible;

    /// <summary>Proxmox VE numbers every version of the file, and always says <c>secauth</c>. // pve-cluster, Corosync.pm: create_conf</summary>
    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "config_version") && TextHead.Has(text, "secauth");

    public override FormatSchema? Schema { get; } = new CorosyncSchema();

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = CorosyncTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if (tree.Root.Sections("totem").FirstOrDefault() is not { } totem)
            return;

        var policy = context.Add(new MigrationPolicy(totem.Find("cluster_name") is { Value.Length: > 0 } name ? name.Value : "cluster", context.Origin(totem.Anchor)));
        if (!tree.IsTemplate)
            BindNodes(policy, tree.Root, context);

        policy.ClusterLinkProtection = ProtectionOf(totem, context);
    }

    private static void BindNodes(MigrationPolicy policy, CorosyncSection root, BindingContext context)
    {
        if (root.Sections("nodelist").FirstOrDefault() is not { } list)
            return;

        var nodes = list.Sections("node").ToList();
        policy.Hosts = Fact.Stated(nodes.Count, context.Origin(list.Anchor), nodes.Count.ToString(CultureInfo.InvariantCulture), "nodelist");
        var addresses = nodes.Select(static node => node.Find("ring0_addr")).Where(static address => address is { Value.Length: > 0 }).ToList();
        if ((addresses.FirstOrDefault(static address => PublicAddress.Is(address?.Value ?? "")) ?? addresses.FirstOrDefault()) is { } peer)
            policy.Peer = Facts.Read(list, peer, "ring0_addr", Vocabulary.Text, context);
    }

    /// <summary>
    /// <c>secauth: on</c> stands for a cipher and a hash; either of both, stated alone, authenticates too.
    /// // pve-cluster, Corosync.pm: "neither 'secauth' nor 'crypto_cipher' enabled"
    /// </summary>
    private static Fact<LinkProtection> ProtectionOf(CorosyncSection totem, BindingContext context)
    {
        if (Strong(totem.Find("crypto_cipher")) is { } cipher)
            return Facts.Read(totem, cipher, "crypto_cipher", Vocabulary.Text, context).Select(static _ => LinkProtection.Encrypted);

        if (Strong(totem.Find("crypto_hash")) is { } hash)
            return Facts.Read(totem, hash, "crypto_hash", Vocabulary.Text, context).Select(static _ => LinkProtection.Opportunistic);

        var setting = totem.Find("secauth");
        if (setting is null)
            return Fact.Default(LinkProtection.None, context.Origin(totem.Anchor), Source, "secauth", context.Embedding is null ? new SecAuthSpelling(totem, null) : null);

        var secauth = Facts.Read(totem, setting, "secauth", s_switch, context);
        return secauth.Is(false)
            ? Fact.Stated(LinkProtection.None, context.Origin(setting.ValueSpan), setting.Value, "secauth", context.Embedding is null ? new SecAuthSpelling(totem, setting) : null)
            : secauth.Select(static _ => LinkProtection.Encrypted);
    }

    private static Setting? Strong(Setting? setting) => setting is null or { Value: "none" or "" } ? null : setting;

    /// <summary>A change counts only under a new version. // corosync.conf(5): config_version; pve-docs, pvecm.adoc: "Edit corosync.conf"</summary>
    private sealed class SecAuthSpelling(CorosyncSection totem, Setting? setting) : IFactSpelling<LinkProtection>
    {
        public string? Spell(LinkProtection value) => value is LinkProtection.Encrypted ? "on" : null;

        public ImmutableArray<TextChange> Write(LinkProtection value)
        {
            if (Spell(value) is not { } word
                || totem.Find("config_version") is not { } version
                || !long.TryParse(version.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || (setting is null ? totem.Insert("secauth", word) : totem.Replace(setting, word)) is not { } change)
            {
                return [];
            }

            var next = new TextChange(version.ValueSpan, (number + 1).ToString(CultureInfo.InvariantCulture));
            return change.Span.Start < next.Span.Start ? [change, next] : [next, change];
        }

        public TextChange? Remove() => null;
    }
}
