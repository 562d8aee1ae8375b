using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Xl;

namespace VirtLint.Formats.Xen;

/// <summary>What holds for every guest that <c>xl</c> starts on a host: <c>/etc/xen/xl.conf</c>.</summary>
internal sealed class XlConfFormat : Format
{
    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Xen, "xl.conf", "xl.conf(5)")
        .Row("bootloader_restrict", (h, f) => h.RestrictsBootloader = f, XenWords.Flag, whenAbsent: false, source: "bootloader_restrict");

    public override string Id => "xen-xl-conf";

    public override Platform Platform => Platform.Xen;

    public override string Title => "settings of xl for a whole host (xl.conf)";

    public override FormatSchema? Schema => XlKeys.Host;

    public override PathClaim Claim(FilePath path) =>
        path.FolderName == "xen" && (path.Name == "xl.conf" || path.Name.StartsWith("xl.conf.", System.StringComparison.Ordinal)) ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => XenPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = XlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        Table.Bind(context.Add(new Hypervisor("xl.conf", context.Origin(default(TextSpan)))), tree.Root, context);
    }
}
