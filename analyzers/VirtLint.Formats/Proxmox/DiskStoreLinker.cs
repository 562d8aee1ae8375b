using System;
using System.Collections.Generic;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox;

/// <summary>Joins disks to the stores of storage.cfg: on a shared store, two nodes name the same data.</summary>
internal sealed class DiskStoreLinker : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var store in site.All<ImageStore>())
        {
            if (store.IsShared.Is(true))
                shared.Add(store.Name);
        }

        foreach (var disk in site.All<Disk>())
        {
            if (disk.Store.Is(shared.Contains))
                disk.Location = disk.Source;
        }
    }
}
