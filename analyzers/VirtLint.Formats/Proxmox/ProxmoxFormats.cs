using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Ifupdown;
using VirtLint.Formats.Proxmox.Access;
using VirtLint.Formats.Proxmox.Firewall;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Formats.Proxmox.Lifecycle;
using VirtLint.Formats.Proxmox.Network;
using VirtLint.Formats.Proxmox.Schemas;

namespace VirtLint.Formats.Proxmox;

/// <summary>The formats of Proxmox VE.</summary>
internal static class ProxmoxFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new QemuServerFormat(),
        new LxcFormat(),
        new DatacenterFormat(),
        new JobsFormat(),
        new HaFormat(),
        new DirectoryMappingFormat(),
        new CorosyncFormat(),
        new ReplicationFormat(),
        new MetricServerFormat(),
        new NotificationFormat(),
        new PveFirewallFormat(),
        new StorageFormat(),
        new CephConfFormat(),
        new UserConfigFormat(),
        new RealmsFormat(),
        new ProxyDefaultsFormat(),
        new PveSecretFormat(),
        new SdnFormat(),
        .. PveKeyFiles.All,
        IfupdownFormat.ProxmoxVe,
        new RepositoriesFormat(),
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new PoolLinker(),
        new BackupLinker(),
        new FirewallLinker(),
        new DiskStoreLinker(),
        new RealmLinker(),
        new PveNetworkLinker(),
        new DirectoryMappings(),
        new HookStores(),
        new ClusterLinker(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        QemuServerFormat.Table,
        QemuFirmware.Table,
        QemuFirmware.EfiDisk,
        QemuFirmware.Tpm,
        QemuCpu.Table,
        QemuCpu.Model,
        QemuCpu.Smbios,
        QemuCpu.Birth,
        QemuCpu.Entropy,
        QemuCpu.Sev,
        QemuCpu.SevKeys,
        QemuCpu.Tdx,
        QemuVirtualDevices.Video,
        QemuVirtualDevices.Controller,
        QemuDevices.Disks,
        QemuDevices.Folders,
        QemuDevices.Memory,
        QemuDevices.Spice,
        QemuDevices.Display,
        LxcFormat.Table,
        GuestConsoles.Container,
        GuestHealth.Agent,
        GuestHealth.WatchdogDevice,
        GuestLifecycle.Table,
        GuestLifecycle.MachineName,
        GuestLifecycle.ContainerName,
        GuestSnapshots.Table,
        QemuDisks.Table,
        LxcStorage.Table,
        JobsFormat.Table,
        LxcSecurity.Privilege,
        LxcSecurity.Features,
        LxcSecurity.BindMounts,
        DirectoryMappingFormat.Table,
        DatacenterFormat.Migration,
        DatacenterFormat.Legacy,
        DatacenterFormat.Replication,
        ReplicationFormat.Job,
        MetricServerFormat.Common,
        MetricServerFormat.InfluxDb,
        MetricServerFormat.OpenTelemetry,
        NotificationFormat.Common,
        NotificationFormat.Smtp,
        ImportSource.Table,
        PveFirewallFormat.Cluster,
        PveFirewallFormat.Host,
        PveFirewallFormat.Guest,
        PveFirewallFormat.Vnet,
        StorageFormat.Table,
        StorageFormat.BackupServer,
        CephConfFormat.Table,
        RealmsFormat.Directory,
        RealmsFormat.Provider,
        RealmsFormat.Client,
        RealmsFormat.SecondFactor,
        ProxyDefaultsFormat.Table,
        QemuInterfaces.Table,
        LxcInterfaces.Table,
        SdnFormat.Zones,
        SdnFormat.Vnets,
        IfupdownFormat.ProxmoxVe.Table,
    ];
}
