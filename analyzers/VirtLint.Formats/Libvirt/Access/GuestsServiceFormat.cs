using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Which hypervisors the <c>libvirt-guests</c> service starts and stops guests on.</summary>
/// <remarks>libvirt, libvirt-guests.rst: URIS is a list separated by blanks; <c>default</c> stands for the client's default.</remarks>
internal sealed class GuestsServiceFormat : Format
{
    public override string Id => "libvirt-guests";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt-guests service settings (/etc/default/libvirt-guests, /etc/sysconfig/libvirt-guests)";

    public override PathClaim Claim(FilePath path) =>
        LibvirtPaths.NameWithoutTemplate(path) == "libvirt-guests" && path.FolderName is "default" or "sysconfig" or "conf.d" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.ShellAssignments);
        context.AddErrors(tree);
        if (tree.Preamble.Find("URIS") is not { } uris || uris.ValueSpan.Length != uris.Value.Length)
            return;

        foreach (var uri in Words.Of(uris.Value, uris.ValueSpan.Start))
            ConnectionUri.Bind("libvirt-guests", uri, uris.Key, context);
    }
}
