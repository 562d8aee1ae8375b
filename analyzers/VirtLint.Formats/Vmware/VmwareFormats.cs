using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Vmware.Esxi;
using VirtLint.Formats.Vmware.PowerCli;

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
        new PowerCliFormat(),
        new ManifestFormat(),
        new SignatureFormat(),
        new ArchiveFormat(),
        new ToolsFormat(),
        new DesiredStateFormat(),
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new PackageLinker(),
        new SnapshotLinker(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        VmxFormat.Table,
        ToolsFormat.Table,
        .. DesiredStateFormat.Tables,
        VmxFormat.Migration,
        VmxFormat.Firmware,
        VmxFormat.Processor,
        .. VmxFormat.Channels.Tables,
        .. Vmci.Tables,
        VmxDebugger.Table,
        VmxConsoles.Vnc,
        VmxConsoles.Viewers,
        VmxConsoles.Serial,
        VmxDevices.Disks,
        VmxDevices.Adapters,
        VmxDevices.Models,
        VmxDevices.Unneeded,
        VmxDevices.Graphics,
        VmxDevices.PassedThrough,
        VmxDevices.Folders,
        SnapshotListFormat.Table,
        .. EsxHost.Tables,
        GovcCommands.Links,
        GovcCommands.Passwords,
        GovcCommands.Grants,
        GovcCommands.PortGroups,
        GovcCommands.Clusters,
        GovcCommands.Roles,
        GovcCommands.Keys,
        GovcCommands.Libraries,
        GovcCommands.Appliance,
        .. AdvancedSettings.Commanded.Tables,
        PowerCliHosts.Table,
        PowerCliHosts.Clusters,
        PowerCliGuests.Disks,
        PowerCliAccess.Roles,
        PowerCliNetworks.Switches,
        PowerCliNetworks.PortGroups,
        PowerCliNetworks.StandardGroups,
        PowerCliNetworks.DistributedGroups,
        PowerCliNetworks.Adapters,
        PowerCliObjects.Boot,
        PowerCliObjects.Replication,
        PowerCliLinks.Links,
        PowerCliLinks.Passwords,
        PowerCliAccess.Grants,
        OvfFormat.Package,
        ManifestFormat.Table,
        SignatureFormat.Table,
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
        OvfItems.Models,
        OvfProperties.Table,
    ];
}
