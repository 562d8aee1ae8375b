using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Formats.Proxmox.Access;
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
            source: "migration");

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
        var policy = context.Add(new MigrationPolicy("datacenter.cfg", context.Origin(tree.Root.Anchor)));
        if (tree.Root.Find("migration") is { } migration)
            Migration.Bind(policy, PropertyString.Parse(migration, "type"), context);
        else
            Migration.Bind(policy, tree.Root, context);
    }
}
