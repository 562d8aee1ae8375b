using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.MicroVm;

namespace VirtLint.Formats.Qemu;

/// <summary>The formats of hypervisors that are started by hand: QEMU's command line and the small ones.</summary>
internal static class QemuFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new GuestScriptFormat(),
        new FirecrackerFormat(),
        new CloudHypervisorFormat(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        QemuGuest.Machine,
        QemuGuest.Arguments,
        QemuGuest.Consoles,
        QemuGuest.Incoming,
        QemuGuest.Devices,
        QemuGuest.Processor,
        QemuGuest.Folders,
        QemuDrives.Drives,
        QemuNetwork.Cards,
        MicroVmCommands.FirecrackerProcess,
        MicroVmCommands.CloudHypervisorProcess,
        MicroVmCommands.Migration,
        FirecrackerFormat.Metadata,
        FirecrackerFormat.Machine,
        FirecrackerFormat.Drives,
        FirecrackerFormat.Cards,
        CloudHypervisorFormat.Machine,
        CloudHypervisorFormat.Disks,
    ];
}
