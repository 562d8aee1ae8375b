using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Libvirt;

/// <summary>The formats of libvirt and QEMU.</summary>
internal static class LibvirtFormats
{
    public static IReadOnlyList<Format> All { get; } = [];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } = [];

    public static IReadOnlyList<IBindingTable> Tables { get; } = [];
}
