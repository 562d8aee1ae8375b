using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Vmware.Esxi;

namespace VirtLint.Formats.Vmware;

/// <summary>The formats of VMware's own products.</summary>
internal static class VmwareFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new VmxFormat(),
        new SnapshotListFormat(),
        new OvfFormat(),
        new KickstartFormat(),
        new EsxScriptFormat(),
        new ManifestFormat(),
        new ArchiveFormat(),
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new PackageLinker(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        VmxFormat.Table,
        VmxFormat.Migration,
        VmxFormat.Firmware,
        VmxFormat.Processor,
        .. VmxFormat.Channels.Tables,
        VmxConsoles.Vnc,
        VmxConsoles.Viewers,
        VmxConsoles.Serial,
        VmxDevices.Disks,
        VmxDevices.Adapters,
        VmxDevices.Unneeded,
        VmxDevices.Graphics,
        VmxDevices.PassedThrough,
        VmxDevices.Folders,
        SnapshotListFormat.Table,
        .. EsxHost.Tables,
        OvfFormat.Package,
        ManifestFormat.Table,
        OvfSystem.Table,
        OvfSystem.Data,
        OvfSystem.Advanced,
        OvfSystem.Firmware,
        OvfSystem.AdvancedFirmware,
        OvfSystem.Processor,
        OvfSystem.AdvancedProcessor,
        .. OvfSystem.Channels.Tables,
        OvfItems.Disks,
        OvfItems.Adapters,
        OvfItems.PassedThrough,
        OvfItems.Devices,
        OvfProperties.Table,
    ];
}
