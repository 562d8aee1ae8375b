using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Vmware;

/// <summary>The formats of VMware's own products.</summary>
internal static class VmwareFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new VmxFormat(),
        new SnapshotListFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        VmxFormat.Table,
        VmxFormat.Migration,
        VmxFormat.Firmware,
        VmxFormat.Processor,
        .. VmxChannels.Tables,
        VmxConsoles.Vnc,
        VmxConsoles.Serial,
        VmxDevices.Disks,
        VmxDevices.Adapters,
        VmxDevices.PassedThrough,
        VmxDevices.Folders,
        SnapshotListFormat.Table,
    ];
}
