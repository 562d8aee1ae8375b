using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox;

/// <summary>Says of a hook script that is a volume who can replace it, by the store that it lies in.</summary>
internal sealed class HookStores : ISiteLinker
{
    public static readonly BindingTable<HostHook> Table = new BindingTable<HostHook>(Platform.ProxmoxVe, "qemu-server/VMID.conf, lxc/VMID.conf", "qm.conf(5), pct.conf(5), lxc.container.conf(5)")
        .Computed("hookscript, lxc.hook.*, lxc.include", h => h.Script, "STORE:VOLUME or a path", source: "hookscript")
        .Computed(
            "hookscript, lxc.hook.*, lxc.include", h => h.IsRootOwned,
            "a folder that only root may write",
            source: "storage.cfg(5): local",
            decidedBy: "storage.cfg: path")
        .Computed("hookscript", h => h.IsOnSharedStorage, "a store that other machines write too", source: "hookscript", decidedBy: "storage.cfg: type, shared");

    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        var stores = site.All<ImageStore>().Where(static store => store.Owner is null).ToLookup(static store => store.Name, StringComparer.Ordinal);
        foreach (var hook in site.All<HostHook>())
        {
            if (hook.Script is not { IsKnown: true, Origin: { } origin } script || script.Value.IndexOf(':') is not (> 0 and var colon))
                continue;

            var name = script.Value.Substring(0, colon);
            if (stores[name].FirstOrDefault() is { } store)
                Judge(hook, store, origin);
            else if (name == "local")
                // pve-storage, Storage.pm: without an entry of its own, local is the directory /var/lib/vz
                hook.IsRootOwned = Fact.Default(true, origin, "storage.cfg(5): local");
        }
    }

    private static void Judge(HostHook hook, ImageStore store, Origin origin)
    {
        var place = new RelatedPlace(store.Origin, $"'{store.Name}' is this store");
        if (store.StoreKind.Is(static kind => kind is StoreKind.Nfs or StoreKind.Smb or StoreKind.CephFs or StoreKind.Gluster) || store.IsShared.Is(true))
        {
            hook.Script = hook.Script.With(place);
            hook.IsOnSharedStorage = Fact.Stated(true, origin, hook.Script.AsWritten, hook.Script.Key);
        }
        else if (store.Path.Is(HostFileSystem.AreRootOwned))
        {
            hook.IsRootOwned = Fact.Stated(true, origin, hook.Script.AsWritten, hook.Script.Key).With(place);
        }
    }
}
