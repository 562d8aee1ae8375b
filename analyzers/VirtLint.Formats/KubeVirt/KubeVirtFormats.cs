using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Cluster;
using VirtLint.Formats.KubeVirt.Guest;
using VirtLint.Formats.KubeVirt.Harvester;
using VirtLint.Formats.KubeVirt.Network;
using VirtLint.Formats.KubeVirt.Storage;

namespace VirtLint.Formats.KubeVirt;

/// <summary>The formats of KubeVirt and of what is built on it.</summary>
internal static class KubeVirtFormats
{
    /// <summary>A format is one line here.</summary>
    public static IReadOnlyList<Format> All { get; } =
    [
        new ManifestFormat(),
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new KubernetesSite(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        MachineBinder.Table,
        MachineLabels.Table,
        MachineSize.Table,
        ProfileBinder.Table,
        SeedBinder.Table,
        MachineFirmware.Table,
        MachineFirmware.Tpm,
        MachineFirmware.Encryption,
        MachineDevices.Devices,
        MachineDevices.Channels,
        MachineDevices.Hooks,
        MachineNetworks.Table,
        MachineVolumes.Table,
        MachineVolumes.Images,
        MachineVolumes.Drives,
        MachineNetworks.Cards,
        ClaimBinder.Table,
        ClaimBinder.Images,
        ClaimBinder.Volumes,
        VolumeLinker.Shares,
        CronBinder.Table,
        ImportBinder.Download,
        ImportBinder.Import,
        SnapshotBinder.Table,
        SnapshotBinder.Exports,
        CloneBinder.Cards,
        KubeVirtBinder.Migration,
        KubeVirtBinder.Table,
        KubeVirtBinder.Gates,
        KubeVirtBinder.Endpoint,
        KubeVirtBinder.Release,
        MigrationPolicyBinder.Table,
        HyperConvergedBinder.Migration,
        HyperConvergedBinder.Table,
        HyperConvergedBinder.Gates,
        HyperConvergedBinder.Endpoint,
        HyperConvergedBinder.Registries,
        GrantBinder.Table,
        GrantBinder.Roles,
        QuotaBinder.Table,
        AttachmentBinder.Table,
        StorageClassBinder.Table,
        StorageClassBinder.Ceph,
        StorageClassBinder.Marks,
        StorageProfileBinder.Table,
        KubernetesSite.Joined,
        KubernetesSite.Inherited,
        ProfileLinker.Table,
        ProfileLinker.Firmware,
        VolumeLinker.Table,
        VolumeLinker.Claims,
        NetworkPolicyBinder.Table,
        ImageBinder.Table,
        BackupBinder.Table,
        SourceBinder.Clusters,
        SourceBinder.Appliances,
        SourceBinder.Images,
        BackupBinder.Covered,
        MachineRun.Table,
        SettingBinder.Overcommit,
        SettingBinder.MigrationNetwork,
        SettingBinder.Migration,
        SettingBinder.Registration,
        SettingBinder.Token,
        SettingBinder.Secret,
        SettingBinder.Backups,
    ];
}
