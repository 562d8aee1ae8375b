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

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new IncusLinker(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        InstanceBinder.Table,
        NetworkBinder.Table,
        PoolBinder.Table,
        ServerBinder.Tokens,
        ServerBinder.Reports,
        IncusLinker.Table,
        InstanceBinder.Firmware,
        InstanceBinder.Raw,
        InstanceBinder.Hooks,
        InstanceBinder.Schedule,
        DeviceBinder.AccessLists,
        ServerBinder.Api,
        ServerBinder.Loki,
        ProjectBinder.Table,
        CertificateBinder.Table,
        DeviceBinder.Folders,
        DeviceBinder.Devices,
        DeviceBinder.Nics,
        ServerBinder.Metrics,
        ServerBinder.Debugger,
        ServerBinder.Password,
    ];
}
