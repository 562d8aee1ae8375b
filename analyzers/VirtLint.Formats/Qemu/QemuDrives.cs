using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Qemu;

/// <summary>Binds the drives of a command line: <c>-drive</c>, and the short forms <c>-hda</c> to <c>-hdd</c> and <c>-cdrom</c>.</summary>
internal static class QemuDrives
{
    private const string Source = "qemu-options.hx";

    private static readonly Vocabulary<DiskErrorPolicy> s_errors = Vocabulary.Of(
        ("ignore", DiskErrorPolicy.Ignore), ("stop", DiskErrorPolicy.Stop), ("report", DiskErrorPolicy.Report), ("enospc", DiskErrorPolicy.StopWhenFull));

    private static readonly Vocabulary<bool> s_flag = Vocabulary.Of(("on", true), ("off", false), ("yes", true), ("no", false), ("true", true), ("false", false));

    public static readonly BindingTable<Disk> Drives = new BindingTable<Disk>(Platform.Qemu, "qemu-system-*: -drive", Source)
        .Computed("file", d => d.Source, "a path or URL", source: "-drive")
        .Row(
            "format",
            (d, f) => d.Format = f,
            Vocabulary.Of(
                ("raw", DiskFormat.Raw), ("qcow2", DiskFormat.Qcow2), ("qcow", DiskFormat.Qcow), ("qed", DiskFormat.Qed),
                ("vmdk", DiskFormat.Vmdk), ("vpc", DiskFormat.Vhd), ("vhdx", DiskFormat.Vhdx), ("vdi", DiskFormat.Vdi)),
            source: "-drive")
        .Row(
            "cache",
            (d, f) => d.Cache = f,
            Vocabulary.Of(
                ("none", DiskCache.None), ("off", DiskCache.None), ("writethrough", DiskCache.WriteThrough), ("writeback", DiskCache.WriteBack),
                ("directsync", DiskCache.DirectSync), ("unsafe", DiskCache.Unsafe)),
            source: "-drive")
        .Row("werror", (d, f) => d.WriteErrors = f, s_errors, source: "-drive")
        .Row("rerror", (d, f) => d.ReadErrors = f, s_errors, source: "-drive")
        .Row("readonly", (d, f) => d.IsReadOnly = f, s_flag, whenAbsent: false, source: "-drive")
        .Row("snapshot", (d, f) => d.IsTransient = f, s_flag, source: "-drive")
        .Computed("media, if, -cdrom", d => d.Use, "'cdrom'; 'floppy', 'pflash'", whenAbsent: "a hard disk", source: "-drive")
        .Computed("file", d => d.SourceKind, "a path; what has a scheme is none", source: "-drive");

    public static void Bind(VirtualMachine machine, QemuArguments arguments, BindingContext context)
    {
        QemuArgument? discards = null;
        foreach (var argument in arguments.Named("snapshot"))
            discards = argument;

        foreach (var argument in arguments.Options)
        {
            if (argument.Name != "drive" || argument.AsOption() is not { } option)
                continue;

            var disk = context.Add(new Disk(option.Find("id") is { } id && !QemuGuest.IsVariable(id.Value) ? id.Value : "drive", context.Origin(argument.NameSpan), machine));
            Drives.Bind(disk, option, context);
            var kind = option.Find("if")?.Value;
            var use = option.Find("media")?.Value is "cdrom" ? DiskUse.Optical : kind is "floppy" ? DiskUse.Floppy : kind is "pflash" ? DiskUse.FirmwareVariables : DiskUse.Disk;
            disk.Use = Fact.Default(use, disk.Origin, $"{Source}: -drive");
            if (discards is not null && !disk.IsTransient.IsStated)
                disk.IsTransient = Fact.Stated(true, context.Origin(discards.NameSpan), "-snapshot", "-snapshot");

            if (option.Find("file") is not { } file || QemuGuest.IsVariable(file.Value))
                continue;

            disk.Source = Facts.Read(option, file, "file", Vocabulary.Text, context);
            disk.SourceKind = Fact.Stated(KindOf(file.Value), context.Origin(file.ValueSpan), file.Value, "file");
        }
    }

    private static DiskSourceKind KindOf(string file) =>
        file.Length == 0 ? DiskSourceKind.Empty
        : file.StartsWith("/dev/", StringComparison.Ordinal) ? DiskSourceKind.Block
        : file.StartsWith("fat:", StringComparison.Ordinal) ? DiskSourceKind.Directory
        : file.IndexOf("://", StringComparison.Ordinal) > 0 || file.StartsWith("nbd:", StringComparison.Ordinal) || file.StartsWith("rbd:", StringComparison.Ordinal) || file.StartsWith("json:", StringComparison.Ordinal) ? DiskSourceKind.Network
        : DiskSourceKind.File;
}
