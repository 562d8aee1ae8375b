using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Vagrant;

/// <summary>The formats of Vagrant.</summary>
internal static class VagrantFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new VagrantFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        VagrantGuest.Folders,
        VagrantGuest.Login,
        VagrantGuest.Forwarding,
        VagrantGuest.Box,
        VagrantGuest.Cards,
        VagrantGuest.Console,
        VagrantGuest.Channels,
        VagrantGuest.Nesting,
        VagrantGuest.Arguments,
    ];
}
