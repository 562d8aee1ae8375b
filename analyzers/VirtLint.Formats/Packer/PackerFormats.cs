using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Packer;

/// <summary>The formats of Packer.</summary>
internal static class PackerFormats
{
    public static IReadOnlyList<Format> All { get; } = [new PackerFormat(), new PackerTemplateFormat(), new AnswerFileFormat()];

    public static IReadOnlyList<IBindingTable> Tables { get; } =
    [
        BuilderLinks.VSphere,
        BuilderLinks.Proxmox,
        BuilderConsoles.Qemu,
        BuilderConsoles.Vmware,
        BuilderConsoles.Vrdp,
        BuilderLinks.Secrets,
        BuilderBinder.Arguments,
        BuildMedia.Table,
        BuildImage.Table,
        .. ProxmoxGuest.Tables,
        .. VsphereGuest.Tables,
        .. VmwareGuest.Tables,
        .. VirtualBoxGuest.Tables,
        .. HyperVGuest.Tables,
        AnswerFileFormat.Table,
    ];
}
