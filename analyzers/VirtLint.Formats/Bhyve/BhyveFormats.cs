using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Bhyve;

/// <summary>The formats of bhyve.</summary>
internal static class BhyveFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new BhyveFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        BhyveFormat.Table,
        BhyveFormat.Console,
        BhyveFormat.Devices,
        BhyveFormat.Arguments,
        BhyveFormat.Hooks,
        BhyveFormat.Cards,
        BhyveFormat.Mirrors,
    ];
}
