using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Access;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>The cluster-wide options of Proxmox VE: <c>datacenter.cfg</c>.</summary>
internal sealed class DatacenterFormat : Format
{
    private const string Source = "datacenter.cfg(5)";

    /// <summary>The keys inside the <c>migration</c> property string. // pve-cluster, DataCenterConfig.pm: type is the default key.</summary>
    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "datacenter.cfg: migration", Source)
        .Row(
            "type",
            (p, f) => p.Protection = f,
            Vocabulary.Of(("secure", LinkProtection.Encrypted), ("insecure", LinkProtection.None)),
            whenAbsent: LinkProtection.Encrypted,
            source: "migration")
        .Row("network", (p, f) => p.Network = f, Vocabulary.Text, source: "migration")
        .Computed("(file)", p => p.Protection, "neither migration nor migration_unsecure", whenAbsent: "secure", source: "migration")
        .Computed("(site)", p => p.Hosts, "the cluster's nodes", source: "pvecm(1)", decidedBy: "corosync.conf");

    /// <summary>The keys inside the <c>replication</c> property string.</summary>
    public static readonly BindingTable<MigrationPolicy> Replication = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "datacenter.cfg: replication", Source)
        .Row(
            "type",
            (p, f) => p.ReplicationProtection = f,
            Vocabulary.Of(("secure", LinkProtection.Encrypted), ("insecure", LinkProtection.None)),
            whenAbsent: LinkProtection.Encrypted,
            source: "replication");

    /// <summary>Counts only while <c>migration</c> says no type. // pve-cluster, DataCenterConfig.pm: migration_unsecure</summary>
    public static readonly BindingTable<MigrationPolicy> Legacy = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "datacenter.cfg", Source)
        .Row(
            "migration_unsecure",
            (p, f) => p.Protection = f,
            Vocabulary.OfAnyCase(
                ("0", LinkProtection.Encrypted), ("1", LinkProtection.None), ("off", LinkProtection.Encrypted), ("on", LinkProtection.None),
                ("no", LinkProtection.Encrypted), ("yes", LinkProtection.None), ("false", LinkProtection.Encrypted), ("true", LinkProtection.None)),
            source: "migration_unsecure");

    public static readonly BindingTable<LogSink> Reports = new BindingTable<LogSink>(Platform.ProxmoxVe, "datacenter.cfg", "pve-external-metric-server.adoc; notifications.adoc")
        .Computed("(site)", s => s.ReportsElsewhere, "any server or target that is on", whenAbsent: "no", decidedBy: "status.cfg, notifications.cfg");

    public override string Id => "pve-datacenter";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE cluster options (datacenter.cfg)";

    public override PathClaim Claim(FilePath path) => path.Name == "datacenter.cfg" ? PathClaim.Certain : PathClaim.None;

    public override FormatSchema? Schema { get; } = new FlatSchema(DatacenterKeys.All, [], DatacenterKeys.CheckCombinations);

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = PveOptionsTree.Parse(context.File.Text);
        context.AddErrors(tree);
        ProxyCredential.Bind(tree.Root, context);
        var migration = tree.Root.Find("migration") is { } setting ? PropertyString.Parse(setting, "type") : null;
        var policy = context.Add(new MigrationPolicy("datacenter.cfg", context.Origin(migration?.Anchor ?? tree.Root.Anchor)));
        if (migration is not null)
            Migration.Bind(policy, migration, context);

        if (migration?.Find("type") is null && tree.Root.Find("migration_unsecure") is not null)
            Legacy.Bind(policy, tree.Root, context);
        else if (migration is null)
            policy.Protection = Fact.Default(LinkProtection.Encrypted, policy.Origin, $"{Source}: migration");

        if (tree.Root.Find("replication") is { } replication)
            Replication.Bind(policy, PropertyString.Parse(replication, "type"), context);

        context.Add(new LogSink("cluster", context.Origin(tree.Root.Anchor)));
    }
}
