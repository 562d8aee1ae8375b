using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds rootfs, mount points and bind mounts of a container.</summary>
internal static class LxcStorage
{
    /// <summary>// pve-container, LXC/Config.pm: $rootfs_desc</summary>
    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.ProxmoxVe, "lxc/VMID.conf: rootfs, mpN", "pct.conf(5)")
        .Row("ro", (d, f) => d.IsReadOnly = f, Vocabulary.PveBoolean, whenAbsent: false)
        .Computed("volume", d => d.SourceKind, "STORE:VOLUME, a path, 'none' or 'cdrom'")
        .Computed("volume", d => d.Source, "STORE:VOLUME or a path")
        .Computed("volume", d => d.Location, "the node and the volume; the volume alone where all nodes share the store", decidedBy: "storage.cfg: shared, type")
        .Computed("volume", d => d.Store, "what stands before the colon")
        .Computed("volume", d => d.Format, "the volume's extension")
        .Computed("(key)", d => d.Use, "rootfs, mpN or unusedN");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        var path = new FilePath(context.File.Path);
        foreach (var setting in settings.Counting(static key => UseOf(key) is not null))
        {
            if (UseOf(setting.Key) is not { } use)
                continue;

            var mount = PropertyString.Parse(setting, "volume");
            context.AddErrors(mount);
            if (IsBindMount(mount))
                continue;

            var disk = context.Add(new Disk(setting.Key, context.Origin(setting.KeySpan), machine));
            Table.Bind(disk, mount, context);
            disk.Use = Fact.Stated(use, context.Origin(setting.KeySpan), setting.Key);
            GuestVolumes.Bind(disk, mount, "volume", path, context);
        }
    }

    /// <summary>A directory of the host, which is a shared folder. // LXC/Config.pm: classify_mountpoint</summary>
    private static bool IsBindMount(PropertyString mount) => mount.Find("volume") is { } volume
        && volume.Value.StartsWith("/", StringComparison.Ordinal)
        && !volume.Value.StartsWith("/dev/", StringComparison.Ordinal);

    private static DiskUse? UseOf(string key) =>
        key == "rootfs" || NumberedKey.Is(key, "mp") ? DiskUse.Disk : NumberedKey.Is(key, "unused") ? DiskUse.Detached : null;
}
