using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Which hypervisors the <c>libvirt-guests</c> service starts and stops guests on, and how.</summary>
/// <remarks>libvirt, libvirt-guests.rst: URIS is a list separated by blanks; <c>default</c> stands for the client's default. What ON_BOOT and ON_SHUTDOWN default to, distributions decide.</remarks>
internal sealed class GuestsServiceFormat : Format
{
    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Libvirt, "libvirt-guests", "libvirt-guests(8)")
        .Computed("ON_SHUTDOWN, ON_BOOT", h => h.ResumesGuests, "'suspend' and 'start'", source: "ON_SHUTDOWN");

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
        BindResume(tree, context);
        if (tree.Preamble.Find("URIS") is not { } uris || uris.ValueSpan.Length != uris.Value.Length)
            return;

        foreach (var uri in Words.Of(uris.Value, uris.ValueSpan.Start))
            ConnectionUri.Bind("libvirt-guests", uri, uris.Key, context);
    }

    private static void BindResume(IniTree tree, BindingContext context)
    {
        if (tree.Preamble.Find("ON_SHUTDOWN") is not { } shutdown || tree.Preamble.Find("ON_BOOT") is not { } boot)
            return;

        var starts = Facts.Of(tree.Preamble, boot, static text => text == "start", context);
        if (!starts.Is(false))
            context.Add(new Hypervisor("libvirt-guests", context.Origin(tree.Root.Anchor))).ResumesGuests = starts.IsUnresolved ? starts : Facts.Of(tree.Preamble, shutdown, static text => text == "suspend", context);
    }
}
