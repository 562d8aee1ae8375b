using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.HyperV;

/// <summary>The formats of Hyper-V.</summary>
internal static class HyperVFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new HyperVScriptFormat(),
        new HyperVExportFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        GuestBinder.Table,
        GuestBinder.Firmware,
        GuestBinder.Processor,
        GuestBinder.Channels,
        GuestBinder.Console,
        GuestBinder.Tpm,
        GuestBinder.Devices,
        GuestBinder.Serial,
        GuestBinder.Disks,
        AdapterBinder.Table,
        AdapterBinder.Mirrors,
        HostBinder.Migration,
        HostBinder.Replica,
        HostBinder.Grants,
        HostBinder.Features,
        HostBinder.Acl,
        RemotingBinder.Service,
        RemotingBinder.Client,
        RemotingBinder.Secrets,
        ShareBinder.Shares,
        LogBinder.Sinks,
        AnswerFiles.Answers,
        .. DscBinder.Tables,
        .. HyperVExportFormat.Tables,
    ];
}
