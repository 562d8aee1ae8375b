using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>The directories of the nodes that guests may share: <c>mapping/directory.cfg</c>.</summary>
/// <remarks>pve-guest-common, Mapping/Dir.pm: one <c>map</c> a node.</remarks>
internal sealed class DirectoryMappingFormat : Format
{
    public static readonly BindingTable<SharedFolder> Table = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "mapping/directory.cfg: map", "qm(1), Virtiofs")
        .Row("path", (s, f) => s.HostPath = f, Vocabulary.Text)
        .Row("node", (s, f) => s.Node = f, Vocabulary.Text);

    public override string Id => "pve-directory-mapping";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE directory mappings (mapping/directory.cfg)";

    public override FormatSchema? Schema { get; } = SectionKeys.FolderMapping;

    public override PathClaim Claim(FilePath path) => path.EndsWithSegments("mapping/directory.cfg") ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text, SectionHeader.IdOnly);
        context.AddErrors(tree);
        foreach (var section in tree.Sections)
        {
            foreach (var map in section.FindAll("map"))
                Table.Bind(context.Add(new SharedFolder(section.Id, context.Origin(section.Anchor))), PropertyString.Parse(map), context);
        }
    }
}
