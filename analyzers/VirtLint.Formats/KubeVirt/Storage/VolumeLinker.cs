using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Joins the disks of guests with the claims behind them, and those with their storage classes.</summary>
internal static class VolumeLinker
{
    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.KubeVirt, "VirtualMachine: volumes[].persistentVolumeClaim, dataVolume", "KubeVirt user guide: Disks and volumes")
        .Computed("claimName, name", d => d.Store, "a claim with a storage class", decidedBy: "PersistentVolumeClaim, DataVolume")
        .Computed("claimName, name", d => d.IsBoundToHost, "a claim with access modes", decidedBy: "PersistentVolumeClaim, DataVolume")
        .Computed("storageClassName", d => d.Encryption, "a class that says whether it encrypts", source: "Longhorn, storage class: parameters.encrypted", decidedBy: "StorageClass");

    public static readonly BindingTable<SharedFolder> Shares = new BindingTable<SharedFolder>(Platform.KubeVirt, "VirtualMachine: domain.devices.filesystems[].virtiofs", "KubeVirt user guide: Disks and volumes")
        .Computed("persistentVolumeClaim.claimName", s => s.HostPath, "a claim of a volume that is a directory of a node", source: "virtiofs", decidedBy: "PersistentVolumeClaim, PersistentVolume")
        .Computed("persistentVolumeClaim.readOnly", s => s.IsReadOnly, "a boolean", whenAbsent: "false", source: "virtiofs");

    /// <summary>Sets the name of a volume apart from those of claims.</summary>
    public const string VolumePrefix = "volume/";

    public static void Link(Site site)
    {
        var claims = new Dictionary<string, Disk>(StringComparer.Ordinal);
        foreach (var claim in site.All<Disk>().Where(static disk => disk.Owner is null && disk.Location.State is FactState.Absent))
            claims[claim.Name] = claim;

        LinkShares(site, claims);

        var stores = new Dictionary<string, ImageStore>(StringComparer.Ordinal);
        foreach (var store in site.All<ImageStore>().Where(static store => store.EncryptsVolumes.State is not FactState.Absent))
            stores[store.Name] = store;

        if (claims.Count == 0 && stores.Count == 0)
            return;

        foreach (var disk in site.All<Disk>().Where(static disk => disk.Guest is not null))
        {
            if (disk.Source.IsKnown && disk.Source.Key is "persistentVolumeClaim.claimName" or "dataVolume.name" && claims.TryGetValue(disk.Source.Value, out var claim))
                Join(disk, claim);

            if (disk.Store.IsKnown && stores.TryGetValue(disk.Store.Value, out var store))
                disk.Encryption = store.EncryptsVolumes.Select(static isOn => isOn ? DiskEncryption.Luks : DiskEncryption.None);
        }
    }

    /// <summary>A volume names its claim, or a claim its volume.</summary>
    private static void LinkShares(Site site, Dictionary<string, Disk> claims)
    {
        Dictionary<string, Disk>? volumes = null;
        foreach (var share in site.All<SharedFolder>().Where(static share => share.Owner is VirtualMachine))
        {
            if (volumes is null)
            {
                volumes = new(StringComparer.Ordinal);
                foreach (var volume in site.All<Disk>().Where(static disk => disk.Owner is null && disk.Location.State is not FactState.Absent))
                    volumes[volume.Name] = volume;
            }

            var asked = claims.TryGetValue(share.Name, out var claim) ? claim.Source.Or("") : "";
            if ((volumes.TryGetValue(share.Name, out var found) || volumes.TryGetValue(asked, out found)) && found.Location is { Origin: { } place } path)
                share.HostPath = path.IsKnown ? Fact.Stated(path.Value, share.Origin, share.Name, "claimName").With(new RelatedPlace(place, "the directory of the node")) : path;
        }
    }

    private static void Join(Disk disk, Disk claim)
    {
        if (disk.Store.State is FactState.Absent)
            disk.Store = claim.Store;

        if (disk.IsBoundToHost.State is FactState.Absent)
            disk.IsBoundToHost = claim.IsBoundToHost;
    }
}
