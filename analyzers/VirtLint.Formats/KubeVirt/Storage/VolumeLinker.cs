using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Cluster;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Joins the disks of guests with the claims behind them, and those with their storage classes.</summary>
internal static class VolumeLinker
{
    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.KubeVirt, "VirtualMachine: volumes[].persistentVolumeClaim, dataVolume", "KubeVirt user guide: Disks and volumes")
        .Computed("claimName, name", d => d.Store, "a claim with a storage class", decidedBy: "PersistentVolumeClaim, DataVolume")
        .Computed("claimName, name", d => d.IsBoundToHost, "a claim with access modes", decidedBy: "PersistentVolumeClaim, DataVolume")
        .Computed("storageClassName", d => d.Encryption, "a class that says whether it encrypts", source: "Longhorn, storage class: parameters.encrypted", decidedBy: "StorageClass");

    // CDI, "Storage Profiles"; Kubernetes, "Storage Classes": Default StorageClass; CDI, doc/RBAC.md: "PVC Cloning"
    public static readonly BindingTable<Disk> Claims = new BindingTable<Disk>(Platform.KubeVirt, "DataVolume, PersistentVolumeClaim: joined", "CDI: Data volumes")
        .Computed("storageClassName", d => d.IsBoundToHost, "a class whose profile agrees on the modes", decidedBy: "StorageProfile")
        .Computed("storageClassName", d => d.Store, "nothing, where one class is the default", decidedBy: "StorageClass")
        .Computed("metadata.namespace", d => d.IsOpenToAll, "a namespace whose disks everybody may copy", decidedBy: "RoleBinding, ClusterRoleBinding")
        .Computed("metadata.name", d => d.IsNamed, "a name that no other object states, where guests state those of others", decidedBy: "VirtualMachine");

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

        var used = new HashSet<Disk>();
        var byDefault = DefaultOf(site);
        if (claims.Count == 0 && stores.Count == 0 && byDefault is null)
            return;

        foreach (var claim in claims.Values.Where(static claim => claim.Source.State is FactState.Absent))
            TakeDefault(claim, byDefault);

        foreach (var disk in site.All<Disk>().Where(static disk => disk.Guest is not null))
        {
            if (disk.Source.IsKnown && disk.Source.Key is "persistentVolumeClaim.claimName" or "dataVolume.name" && claims.TryGetValue(disk.Source.Value, out var claim))
            {
                Join(disk, claim);
                if (disk.Guest?.Pool.Or("") == claim.Pool.Or(""))
                    used.Add(claim);
            }

            if (disk.FollowsStore.Is(true))
                TakeDefault(disk, byDefault);

            TakeModes(disk, site);
            if (disk.Store.IsKnown && stores.TryGetValue(disk.Store.Value, out var store))
                disk.Encryption = store.EncryptsVolumes.Select(static isOn => isOn ? DiskEncryption.Luks : DiskEncryption.None);
        }

        LinkGrants(site, claims.Values, used);
        LinkNames(site, claims.Values, used);
    }

    /// <summary>The one class that is marked as the default; null where none is, or several.</summary>
    private static ImageStore? DefaultOf(Site site)
    {
        var marked = site.All<ImageStore>().Where(static store => store.IsDefault.Is(true)).Take(2).ToList();
        return marked.Count == 1 ? marked[0] : null;
    }

    private static void TakeDefault(Disk disk, ImageStore? store)
    {
        if (store is { IsDefault: { Origin: { } mark } } && disk.Store.State is FactState.Absent)
            disk.Store = Fact.Default(store.Name, disk.Origin, "Kubernetes: Storage Classes").With(new RelatedPlace(mark, "the class for disks that name none"));
    }

    private static void TakeModes(Disk disk, Site site)
    {
        if (disk.IsBoundToHost.State is not FactState.Absent || !disk.FollowsStore.Is(true) || !disk.Store.IsKnown)
            return;

        foreach (var profile in site.All<ImageStore>().Where(store => store.BindsToHost.State is not FactState.Absent && disk.Store.Is(store.Name)))
        {
            if (profile.BindsToHost is { Origin: { } place } modes)
                disk.IsBoundToHost = modes.IsKnown ? Fact.Default(modes.Value, disk.Origin, "CDI: Storage Profiles").With(new RelatedPlace(place, "the modes of its class")) : modes;
        }
    }

    /// <summary>What everybody may copy is open to all: the disk of a guest, or one that is neither called a common image nor filled from a public place.</summary>
    private static void LinkGrants(Site site, IEnumerable<Disk> claims, HashSet<Disk> used)
    {
        var grants = GrantBinder.OpenToAll(site).ToList();
        if (grants.Count == 0)
            return;

        foreach (var claim in claims)
        {
            if (claim.CommonMark.State is FactState.Absent && (used.Contains(claim) || !claim.Filling.Is(DiskFilling.Public))
                && grants.FirstOrDefault(grant => grant.CoversEverything.Is(true) || (grant.Pool.IsKnown && claim.Pool.Is(grant.Pool.Value))) is { Principal: { Origin: { } who } principal })
            {
                claim.IsOpenToAll = Fact.Stated(true, claim.Origin, principal.AsWritten, "subjects[].name").With(new RelatedPlace(who, "who may copy it"));
            }
        }
    }

    /// <summary>Where guests name disks that stand by themselves, one of the same namespace that nothing names at all is left over.</summary>
    private static void LinkNames(Site site, IEnumerable<Disk> claims, HashSet<Disk> used)
    {
        if (used.Count == 0)
            return;

        var pools = new HashSet<string>(used.Select(static claim => claim.Pool.Or("")), StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            if (claim.Filling.State is FactState.Absent || used.Contains(claim) || claim.CommonMark.State is not FactState.Absent || claim.Pool.IsUnresolved
                || TemplateMarks.Contains(claim.Name) || !pools.Contains(claim.Pool.Or("")) || site.Files.Any(file => Names(file, claim)))
            {
                continue;
            }

            claim.IsNamed = Fact.Stated(false, claim.Origin, claim.Name, "metadata.name");
        }
    }

    /// <summary>Whether a file has the name of a disk as a word of its own, anywhere but where it declares it.</summary>
    private static bool Names(FileModel file, Disk claim)
    {
        var text = file.File.Text.ToString();
        for (var at = text.IndexOf(claim.Name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(claim.Name, at + claim.Name.Length, StringComparison.Ordinal))
        {
            var end = at + claim.Name.Length;
            var isWord = (at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(text[end]));
            if (isWord && !(file.File == claim.Origin.File && claim.Origin.Span.Contains(at)))
                return true;
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.';

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

        if (disk.FollowsStore.State is FactState.Absent)
            disk.FollowsStore = claim.FollowsStore;
    }
}
