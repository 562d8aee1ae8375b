using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>The QEMU driver's settings of a libvirt host: <c>qemu.conf</c>.</summary>
/// <remarks>libvirt, src/qemu/qemu.conf.in; defaults in qemu_conf.c.</remarks>
internal sealed class QemuConfFormat : Format
{
    public const string Source = "qemu.conf";

    public static readonly BindingTable<Hypervisor> Hypervisor = new BindingTable<Hypervisor>(Platform.Libvirt, "qemu.conf", Source);

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.Libvirt, "qemu.conf", Source);

    /// <summary>What the host fixes for every guest's console that does not say otherwise.</summary>
    public static readonly BindingTable<RemoteConsole> Consoles = new BindingTable<RemoteConsole>(Platform.Libvirt, "qemu.conf", Source);

    public override string Id => "libvirt-qemu-conf";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt QEMU driver settings (qemu.conf)";

    public override PathClaim Claim(FilePath path) => path.Name is "qemu.conf" or "qemu.conf.j2" or "qemu.conf.erb" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = LibvirtConfTree.Parse(context.File.Text);
        context.AddErrors(tree);
        var origin = context.Origin(tree.Root.Anchor);
        Hypervisor.Bind(context.Add(new Hypervisor("qemu.conf", origin)), tree.Root, context);
        Migration.Bind(context.Add(new MigrationPolicy("qemu.conf", origin)), tree.Root, context);
        Consoles.Bind(context.Add(new RemoteConsole("qemu.conf", origin)), tree.Root, context);
    }
}
