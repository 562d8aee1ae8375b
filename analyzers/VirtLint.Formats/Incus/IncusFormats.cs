using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Incus;

/// <summary>The formats of Incus and LXD.</summary>
internal static class IncusFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new IncusFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        InstanceBinder.Table,
        InstanceBinder.Firmware,
        InstanceBinder.Raw,
        InstanceBinder.Hooks,
        DeviceBinder.Folders,
        DeviceBinder.Devices,
        DeviceBinder.Nics,
        ServerBinder.Metrics,
        ServerBinder.Debugger,
        ServerBinder.Password,
    ];
}
