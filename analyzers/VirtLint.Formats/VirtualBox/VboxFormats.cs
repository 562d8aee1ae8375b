using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.VirtualBox;

/// <summary>The formats of VirtualBox.</summary>
internal static class VboxFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new VboxFormat(),
        new WebServiceFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        VboxFormat.Table,
        VboxFormat.Teleporter,
        VboxFormat.Nesting,
        VboxFormat.Snapshots,
        VboxConsoles.Display,
        VboxConsoles.Serial,
        VboxConsoles.Channels,
        VboxConsoles.Transfers,
        VboxDevices.Adapters,
        VboxDevices.Folders,
        VboxDevices.Devices,
        VboxDevices.Scenes,
        VboxStorage.Disks,
        VboxStorage.Raw,
        WebServiceFormat.Table,
    ];
}
