using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Which guests the cluster keeps running, and apart from each other: <c>ha/resources.cfg</c>, <c>ha/rules.cfg</c>.</summary>
/// <remarks>pve-ha-manager, Resources.pm and Rules/ResourceAffinity.pm; pve-docs, ha-manager.adoc: "Rules".</remarks>
internal sealed class HaFormat : Format
{
    public static readonly BindingTable<GuestGroup> Table = new BindingTable<GuestGroup>(Platform.ProxmoxVe, "ha/resources.cfg, ha/rules.cfg", "ha-manager.adoc")
        .Computed("vm, ct", g => g.Joins, "a section of resources.cfg", source: "Resources")
        .Computed("affinity", g => g.Joins, "'negative' or 'positive', of a resource-affinity rule that is on", source: "Rules");

    public override string Id => "pve-ha";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE high availability (ha/resources.cfg, ha/rules.cfg)";

    public override PathClaim Claim(FilePath path) =>
        path.EndsWithSegments("ha/resources.cfg") || path.EndsWithSegments("ha/rules.cfg") ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if (path.Name == "resources.cfg")
            BindResources(tree, context);
        else
            BindRules(tree, context);
    }

    /// <summary>Each section is a guest; one in state <c>ignored</c> is none of the cluster's business.</summary>
    private static void BindResources(SectionConfigTree tree, BindingContext context)
    {
        foreach (var section in tree.Sections)
        {
            if (section.Type is not ("vm" or "ct") || section.Find("state")?.Value is "ignored" or "disabled" or "stopped")
                continue;

            var group = context.Add(new GuestGroup($"{section.Type}:{section.Id}", context.Origin(section.Anchor), [section.Id]));
            group.Joins = Fact.Stated(GuestGroupKind.FailedOver, group.Origin, section.Id);
        }
    }

    private static void BindRules(SectionConfigTree tree, BindingContext context)
    {
        foreach (var section in tree.Sections)
        {
            if (section.Type != "resource-affinity" || section.Find("resources") is not { } resources)
                continue;

            var group = context.Add(new GuestGroup(section.Id, context.Origin(section.Anchor), Guests(resources)));
            if (!section.IsOn("disable") && section.Find("affinity") is { } affinity)
                group.Joins = Facts.Read(section, affinity, "affinity", Affinities, context);
        }
    }

    public static Vocabulary<GuestGroupKind> Affinities { get; } =
        Vocabulary.Of(("negative", GuestGroupKind.KeptApart), ("positive", GuestGroupKind.KeptTogether));

    /// <summary><c>vm:101</c>, <c>ct:102</c>, or the number alone.</summary>
    private static IEnumerable<string> Guests(Setting resources) =>
        PveLists.Split(resources).Select(static item => item.Text.Substring(item.Text.IndexOf(':') + 1));
}
