using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds the disks, EFI disk, TPM state, cloud-init drive and unused volumes of a virtual machine.</summary>
internal static class QemuDisks
{
    private const string Source = "qm.conf(5)";

    private static readonly string[] s_buses = ["ide", "sata", "scsi", "virtio"];

    /// <summary>// qemu-server, QemuServer/Drive.pm: %drivedesc_base</summary>
    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.ProxmoxVe, "qemu-server/VMID.conf: ideN, sataN, scsiN, virtioN", Source)
        .Row("media", (d, f) => d.Use = f, Vocabulary.Of(("disk", DiskUse.Disk), ("cdrom", DiskUse.Optical)), whenAbsent: DiskUse.Disk)
        .Row("ro", (d, f) => d.IsReadOnly = f, Vocabulary.PveBoolean, whenAbsent: false)
        .Row("snapshot", (d, f) => d.IsTransient = f, Vocabulary.PveBoolean, whenAbsent: false)
        .Row(
            "cache",
            (d, f) => d.Cache = f,
            Vocabulary.Of(
                ("none", DiskCache.None),
                ("writethrough", DiskCache.WriteThrough),
                ("writeback", DiskCache.WriteBack),
                ("unsafe", DiskCache.Unsafe),
                ("directsync", DiskCache.DirectSync)))
        .Row(
            "werror",
            (d, f) => d.WriteErrors = f,
            Vocabulary.Of(
                ("enospc", DiskErrorPolicy.StopWhenFull),
                ("ignore", DiskErrorPolicy.Ignore),
                ("report", DiskErrorPolicy.Report),
                ("stop", DiskErrorPolicy.Stop)))
        .Row(
            "rerror",
            (d, f) => d.ReadErrors = f,
            Vocabulary.Of(("ignore", DiskErrorPolicy.Ignore), ("report", DiskErrorPolicy.Report), ("stop", DiskErrorPolicy.Stop)))
        .Computed("file, volume", d => d.SourceKind, "STORE:VOLUME, a path, 'none' or 'cdrom'")
        .Computed("file, volume", d => d.Source, "STORE:VOLUME or a path")
        .Computed("file, volume", d => d.Location, "the node and the volume; the volume alone where all nodes share the store", decidedBy: "storage.cfg: shared, type")
        .Computed("file, volume", d => d.Store, "what stands before the colon")
        .Computed("file, format", d => d.Format, "the volume's extension, else 'raw', 'qcow2', 'qcow', 'qed', 'vmdk', 'cow' or 'cloop'", whenAbsent: "raw, of a path")
        .Computed("(key)", d => d.Use, "efidiskN, tpmstateN, unusedN, or a cloud-init volume");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        var path = new FilePath(context.File.Path);
        foreach (var setting in settings.Counting(static key => UseOf(key) is not null))
        {
            if (UseOf(setting.Key) is not { } use)
                continue;

            var drive = PropertyString.Parse(setting, "file");
            context.AddErrors(drive);
            var disk = context.Add(new Disk(setting.Key, context.Origin(setting.KeySpan), machine));
            Table.Bind(disk, drive, context);
            if (use is not DiskUse.Disk)
                disk.Use = Fact.Stated(use, context.Origin(setting.KeySpan), setting.Key);

            // Drive.pm says file, and volume is another name for it.
            GuestVolumes.Bind(disk, drive, drive.Find("file") is null ? "volume" : "file", path, context);
            if (disk.Source.Is(static volume => volume.IndexOf("-cloudinit", StringComparison.Ordinal) > 0))
                disk.Use = disk.Source.Select(static _ => DiskUse.SeedDrive);
        }
    }

    private static DiskUse? UseOf(string key)
    {
        var stem = NumberedKey.Stem(key);
        if (stem.Length == key.Length)
            return null;

        return stem switch
        {
            "efidisk" => DiskUse.FirmwareVariables,
            "tpmstate" => DiskUse.TpmState,
            "unused" => DiskUse.Detached,
            var bus when Array.IndexOf(s_buses, bus) >= 0 => DiskUse.Disk,
            _ => null,
        };
    }
}
