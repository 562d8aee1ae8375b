using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>The cluster's scheduled jobs, of which the backups are read: <c>jobs.cfg</c>.</summary>
internal sealed class JobsFormat : Format
{
    /// <summary>// pve-manager, Jobs/VZDump.pm; the options are vzdump's.</summary>
    public static readonly BindingTable<BackupJob> Table = new BindingTable<BackupJob>(Platform.ProxmoxVe, "jobs.cfg: vzdump", "vzdump(1)")
        .Row("enabled", (j, f) => j.IsEnabled = f, Vocabulary.PveBoolean, whenAbsent: true, source: "pve-manager, Jobs/Plugin.pm")
        .Row("all", (j, f) => j.SelectsAll = f, Vocabulary.PveBoolean, whenAbsent: false, source: "all")
        .Row("vmid", (j, f) => j.Selected = f, Vocabulary.Text, source: "vmid")
        .Row("exclude", (j, f) => j.Excluded = f, Vocabulary.Text, source: "exclude")
        .Row("pool", (j, f) => j.Pool = f, Vocabulary.Text, source: "pool")
        .Row("node", (j, f) => j.Host = f, Vocabulary.Text, source: "node")
        .Row("storage", (j, f) => j.Store = f, Vocabulary.Text, source: "storage")
        .Row("prune-backups", (j, f) => j.KeepsAll = f, PruneVocabulary.Instance, source: "prune-backups")
        .Computed("all, vmid, pool, exclude", j => j.IsEmpty, "a selection that no guest is in", decidedBy: "the guests, user.cfg: pool")
        .Computed("(site)", j => j.KeepsAll, "what the store says where the job says nothing", decidedBy: "storage.cfg: prune-backups");

    public override string Id => "pve-jobs";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE scheduled jobs (jobs.cfg)";

    public override FormatSchema? Schema { get; } = SectionKeys.Jobs;

    public override PathClaim Claim(FilePath path) => path.Name is "jobs.cfg" or "jobs.cfg.j2" ? PathClaim.Possible : PathClaim.None;

    /// <summary>Other programs have a jobs.cfg too.</summary>
    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, "", "vzdump:", "realm-sync:");

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var section in tree.Sections)
        {
            if (section.Type == "vzdump")
                Table.Bind(context.Add(new BackupJob(section.Id, context.Origin(section.Anchor))), section, context);
        }
    }
}
