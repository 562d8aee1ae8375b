using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>The LXC driver's settings of a libvirt host: <c>lxc.conf</c>.</summary>
/// <remarks>libvirt, src/lxc/lxc.conf. LXC itself has a file of this name, with other keys.</remarks>
internal sealed class LxcConfFormat : Format
{
    public const string FormatId = "libvirt-lxc-conf";

    public override string Id => FormatId;

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt LXC driver settings (lxc.conf)";

    public override FormatSchema? Schema { get; } = new FlatSchema(LibvirtConfKeys.Lxc, LibvirtConfKeys.Family);

    public override PathClaim Claim(FilePath path) => path.Name is "lxc.conf" or "lxc.conf.j2" or "lxc.conf.erb"
        ? path.FolderName == "libvirt" ? PathClaim.Certain : PathClaim.Possible
        : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, "# ", "security_", "log_with_libvirtd");

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = LibvirtConfTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        DriverConfinement.BindLxc(path, context.Add(new Hypervisor("lxc.conf", context.Origin(tree.Root.Anchor))), tree.Root, context);
    }
}
