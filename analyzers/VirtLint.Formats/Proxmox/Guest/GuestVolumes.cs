using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Tells what a volume of a guest is: <c>storage:volume</c>, an absolute path, or nothing.</summary>
/// <remarks>qemu-server, QemuServer/Drive.pm; pve-container, LXC/Config.pm: classify_mountpoint.</remarks>
internal static class GuestVolumes
{
    public static void Bind(Disk disk, PropertyString drive, string key, FilePath path, BindingContext context)
    {
        if (drive.Find(key) is not { } volume)
            return;

        var origin = context.Origin(volume.ValueSpan);
        if (TemplateMarks.Contains(volume.Value))
        {
            disk.SourceKind = Fact<DiskSourceKind>.Unresolved(origin, volume.Value, "template", key);
            disk.Source = Fact<string>.Unresolved(origin, volume.Value, "template", key);
            return;
        }

        var kind = KindOf(volume.Value);
        disk.SourceKind = Fact.Stated(kind, origin, volume.Value, key);
        if (kind is DiskSourceKind.Empty)
            return;

        disk.Source = Fact.Stated(volume.Value, origin, volume.Value, key);
        var location = $"{PvePaths.NodeOf(path.Full)}/{volume.Value}";
        disk.Location = disk.Source.Select(_ => location);
        var colon = volume.Value.IndexOf(':');
        if (kind is DiskSourceKind.Volume && colon > 0)
            disk.Store = Fact.Stated(volume.Value.Substring(0, colon), origin, volume.Value, key);

        BindFormat(disk, drive, volume, key, context);
    }

    /// <summary>
    /// The storage tells the format of its own volumes by their extension; of anything else it is raw unless stated.
    /// // qemu-server, QemuServer/Drive.pm: get_path_and_format
    /// </summary>
    private static void BindFormat(Disk disk, PropertyString drive, Setting volume, string key, BindingContext context)
    {
        if (disk.SourceKind.Is(DiskSourceKind.Volume))
        {
            if (DiskFormats.ByName(volume.Value) is { } format)
                disk.Format = Fact.Stated(format, context.Origin(volume.ValueSpan), volume.Value, key);
        }
        else if (key == "file")
        {
            disk.Format = Facts.Read(drive, "format", s_formats, DiskFormat.Raw, "qm.conf(5): format", context);
        }
    }

    private static readonly Vocabulary<DiskFormat> s_formats = Vocabulary.Of(
        ("raw", DiskFormat.Raw),
        ("qcow2", DiskFormat.Qcow2),
        ("qcow", DiskFormat.Qcow),
        ("qed", DiskFormat.Qed),
        ("vmdk", DiskFormat.Vmdk),
        ("cow", DiskFormat.Other),
        ("cloop", DiskFormat.Other));

    private static DiskSourceKind KindOf(string volume) => volume switch
    {
        "none" => DiskSourceKind.Empty,
        "cdrom" => DiskSourceKind.Block,
        _ when volume.StartsWith("/dev/", StringComparison.Ordinal) => DiskSourceKind.Block,
        _ when volume.StartsWith("/", StringComparison.Ordinal) => DiskSourceKind.File,
        _ => DiskSourceKind.Volume,
    };
}
