using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Proxmox;

/// <summary>The formats of Proxmox VE.</summary>
internal static class ProxmoxFormats
{
    public static IReadOnlyList<Format> All { get; } = [];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } = [];

    public static IReadOnlyList<IBindingTable> Tables { get; } = [];
}
