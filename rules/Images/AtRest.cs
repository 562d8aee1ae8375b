using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>
/// What a project says of its storage: <c>virtlint.encrypted_stores</c> and <c>virtlint.unencrypted_stores</c> list stores by
/// name, local storage by path and remote storage by host. What neither lists may be encrypted below the hypervisor.
/// </summary>
internal sealed class AtRest(ProjectOptions options)
{
    private readonly IReadOnlyList<string> _encrypted = options.List("virtlint.encrypted_stores");

    private readonly IReadOnlyList<string> _clear = options.List("virtlint.unencrypted_stores");

    public bool IsDeclaredClear(ImageStore store) => Lists(_clear, store.Name, store.Path, store.Server);

    public bool IsDeclaredEncrypted(ImageStore store) => Lists(_encrypted, store.Name, store.Path, store.Server);

    /// <summary>The same, where a store that the site declares may say so itself.</summary>
    public string? InClear(Disk disk, Site site) => InClear(disk)
        ?? (disk.Store.IsKnown && site.All<ImageStore>().Any(store => store.Name == disk.Store.Value && store.EncryptsVolumes.Is(false) && !IsDeclaredEncrypted(store))
            ? $"in store '{disk.Store.Value}'"
            : null);

    /// <summary>
    /// Where a disk that the hypervisor does not encrypt lies in clear for certain, to follow "is kept"; null where storage or
    /// host may encrypt it.
    /// </summary>
    public string? InClear(Disk disk)
    {
        var store = disk.Store.IsKnown ? disk.Store.Value : "";
        if (Lists(_encrypted, store, disk))
            return null;

        if (Lists(_clear, store, disk))
            return disk.Host.IsKnown ? $"on '{disk.Host.Value}'" : disk.Store.IsKnown ? $"in store '{store}'" : $"in '{disk.Source.Value}'";

        // A host's own full-disk encryption covers what lies on the host; Ceph encrypts below RBD. Of anything else that is
        // reached over the network, the guest's own side is the only one that is known.
        return disk.Host.Is(static host => HostList.ScopeOf(host) is not HostScope.Loopback) && disk.Protocol.Is(static protocol => protocol
            is StorageProtocol.Iscsi or StorageProtocol.Nbd or StorageProtocol.Nfs or StorageProtocol.Gluster or StorageProtocol.Ssh)
            ? $"on '{disk.Host.Value}'"
            : null;
    }

    /// <summary>A disk that is named from its guest's own folder has its path in its location alone.</summary>
    private static bool Lists(IReadOnlyList<string> entries, string store, Disk disk) =>
        Lists(entries, store, disk.Source, disk.Host) || Lists(entries, store, disk.Location, disk.Host);

    private static bool Lists(IReadOnlyList<string> entries, string name, Fact<string> path, Fact<string> host) => entries.Any(entry =>
        entry == name
        || host.Is(h => h.Equals(entry, StringComparison.OrdinalIgnoreCase))
        || (entry.StartsWith("/", StringComparison.Ordinal) && path.Is(p => (p + "/").StartsWith(entry.TrimEnd('/') + "/", StringComparison.Ordinal))));
}
