using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>The jobs that copy disks to other hosts of the cluster: <c>replication.cfg</c>.</summary>
/// <remarks>pve-docs, pvesr.adoc; pve-guest-common, ReplicationConfig.pm.</remarks>
internal sealed class ReplicationFormat : Format
{
    public static readonly BindingTable<MigrationPolicy> Job = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "replication.cfg", "pvesr(1)")
        .Row("disable", (p, f) => p.Replicates = f, PveFlags.Off, whenAbsent: true, source: "disable")
        .Row("target", (p, f) => p.Peer = f, Vocabulary.Text, source: "target");

    public override string Id => "pve-replication";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE replication jobs (replication.cfg)";

    public override PathClaim Claim(FilePath path) => path.Name is "replication.cfg" or "replication.cfg.j2" ? PathClaim.Certain : PathClaim.None;

    public override FormatSchema? Schema { get; } = SectionKeys.Replication;

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var section in tree.Sections)
        {
            if (section.Type == "local")
                Job.Bind(context.Add(new MigrationPolicy(section.Id, context.Origin(section.Anchor))), section, context);
        }
    }
}
