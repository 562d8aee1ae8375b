using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>devices/disk</c>: formatdomain.rst, "Hard drives, floppy disks, CDROMs".</summary>
internal static class DomainDisks
{
    private const string Source = "formatdomain.rst: Hard drives, floppy disks, CDROMs";

    /// <summary>Backing chains are as deep as their authors please: what lies deeper is not judged.</summary>
    private const int DeepestChain = 64;

    private static readonly Vocabulary<DiskErrorPolicy> s_errorPolicies = Vocabulary.Of(
        ("report", DiskErrorPolicy.Report),
        ("stop", DiskErrorPolicy.Stop),
        ("enospace", DiskErrorPolicy.StopWhenFull),
        ("ignore", DiskErrorPolicy.Ignore));

    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.Libvirt, "domain: devices/disk", Source)
        .Row(
            "@device",
            (d, f) => d.Use = f,
            Vocabulary.Of(("disk", DiskUse.Disk), ("cdrom", DiskUse.Optical), ("floppy", DiskUse.Floppy), ("lun", DiskUse.Passthrough)),
            whenAbsent: DiskUse.Disk)
        .Row("source/@pool", (d, f) => d.Store = f, Vocabulary.Text)
        .Row("readonly", (d, f) => d.IsReadOnly = f, Vocabulary.Presence, whenAbsent: false)
        .Row("shareable", (d, f) => d.IsShared = f, Vocabulary.Presence, whenAbsent: false)
        .Row("transient", (d, f) => d.IsTransient = f, Vocabulary.Presence, whenAbsent: false)
        .Row(
            "driver/@cache",
            (d, f) => d.Cache = f,
            Vocabulary.Of(
                ("default", DiskCache.Default),
                ("none", DiskCache.None),
                ("writethrough", DiskCache.WriteThrough),
                ("writeback", DiskCache.WriteBack),
                ("directsync", DiskCache.DirectSync),
                ("unsafe", DiskCache.Unsafe)),
            whenAbsent: DiskCache.Default)
        .Row("driver/@error_policy", (d, f) => d.WriteErrors = f, s_errorPolicies)
        .Row("driver/@rerror_policy", (d, f) => d.ReadErrors = f, s_errorPolicies)
        .Computed(
            "@type", d => d.SourceKind,
            "'file', 'block', 'dir', 'network', 'volume', 'nvme', 'vhostuser' or 'vhostvdpa'; a drive without its source is empty",
            whenAbsent: "file")
        .Computed("source/@file, source/@dev, source/@dir, source/@name, source/@volume", d => d.Source, "a path or name, by @type")
        .Computed("source/@file, source/@dev, source/@volume", d => d.Location, "a path, or pool and volume; known only of a file that lies where a host keeps its own")
        .Computed("driver/@type", d => d.Format, "the name of a block driver", whenAbsent: "raw since 0.7.7, for what is there")
        .Computed("encryption/@format, source/encryption/@format", d => d.Encryption, "'luks', 'luks2', 'luks-any', 'qcow' or 'default'", whenAbsent: "not encrypted")
        .Computed("source/seclabel/@relabel", d => d.IsLabelled, "'yes' or 'no', on a disk that guests write")
        .Computed("@device", d => d.IsReadOnly, "'cdrom', which is read-only by itself");

    /// <summary>The layers below a disk.</summary>
    public static readonly BindingTable<Image> Layers = new BindingTable<Image>(Platform.Libvirt, "domain: devices/disk/backingStore", Source)
        .Computed("format/@type", i => i.Format, "the name of a block driver")
        .Computed("source/@file, source/@dev", i => i.Created, "a path whose name holds a date");

    /// <summary>The attribute of <c>source</c> that names what lies behind a disk of each type, and what that is.</summary>
    private static readonly Dictionary<string, (string Key, DiskSourceKind Kind)> s_sources = new(StringComparer.Ordinal)
    {
        ["file"] = ("source/@file", DiskSourceKind.File),
        ["block"] = ("source/@dev", DiskSourceKind.Block),
        ["dir"] = ("source/@dir", DiskSourceKind.Directory),
        ["network"] = ("source/@name", DiskSourceKind.Network),
        ["volume"] = ("source/@volume", DiskSourceKind.Volume),
        ["nvme"] = ("source/address/@domain", DiskSourceKind.Device),
        ["vhostuser"] = ("source/@path", DiskSourceKind.Device),
        ["vhostvdpa"] = ("source/@dev", DiskSourceKind.Device),
    };

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        // Other drivers take a disk as their own hypervisor does: what QEMU makes of it says nothing of them.
        var isQemu = domain.Attribute("type")?.Value is "kvm" or "qemu" or "hvf";
        foreach (var element in Devices.Of(domain, "disk"))
        {
            var target = element.Find("target/@dev");
            var disk = context.Add(new Disk(
                target?.Value ?? "unnamed", context.Origin(target?.ValueSpan ?? element.NameSpan), machine));
            Table.Bind(disk, element, context);
            BindSource(disk, element, context);
            NetworkDisks.Bind(disk, element, context);
            BindFormat(disk, element, isQemu, context);
            BindEncryption(disk, element, isQemu, context);

            // formatdomain.rst, "readonly": implied for a CD-ROM.
            if (disk.Use.Is(DiskUse.Optical) && disk.IsReadOnly.State is FactState.Default)
                disk.IsReadOnly = Facts.Default(context, true, element.NameSpan, Source);

            BindChain(disk, element, context);
        }
    }

    private static void BindSource(Disk disk, XmlElement element, BindingContext context)
    {
        var type = element.Find("@type");
        if (!s_sources.TryGetValue(type?.Value ?? "file", out var source))
            return;

        var isEmpty = source.Kind is not DiskSourceKind.Network and not DiskSourceKind.Device && element.Find(source.Key) is not { Value.Length: > 0 };
        var kind = isEmpty ? DiskSourceKind.Empty : source.Kind;
        disk.SourceKind = type is null
            ? Facts.Default(context, kind, element.NameSpan, Source, "@type")
            : Fact.Stated(kind, context.Origin(type.ValueSpan), type.Value, "@type");
        if (isEmpty || source.Kind is DiskSourceKind.Device)
            return;

        disk.Source = Facts.Read(element, source.Key, Vocabulary.Text, null, Source, context);
        if (!LibvirtPaths.IsOfOneHost(new FilePath(context.File.Path)))
            return;

        disk.Location = kind switch
        {
            DiskSourceKind.File or DiskSourceKind.Block => disk.Source.Select(static path => path),
            DiskSourceKind.Volume when disk.Store.Is(static _ => true) => disk.Source.Select(volume => $"{disk.Store.Value}:{volume}"),
            _ => disk.Location,
        };
    }

    /// <summary>Without a stated format, QEMU is told that the image is raw: libvirt never probes. // qemu_domain.c, since 0.7.7</summary>
    private static void BindFormat(Disk disk, XmlElement element, bool isQemu, BindingContext context)
    {
        if (!isQemu)
            return;

        var isRawByDefault = disk.SourceKind.Is(static kind => kind is DiskSourceKind.File or DiskSourceKind.Block or DiskSourceKind.Network);
        disk.Format = Facts.Read<DiskFormat>(
            element, "driver/@type", LibvirtWords.Formats, isRawByDefault ? DiskFormat.Raw : null, Source, context);
    }

    /// <summary>formatstorageencryption.rst: since 3.9.0 the element may stand under <c>source</c> as well.</summary>
    private static void BindEncryption(Disk disk, XmlElement element, bool isQemu, BindingContext context)
    {
        var key = element.Find("source/encryption") is null ? "encryption/@format" : "source/encryption/@format";
        if (element.Find(key) is { } stated)
            disk.Encryption = Facts.Read(element, stated, key, LibvirtWords.Encryptions, context);
        else if (isQemu && disk.SourceKind.Is(static kind => kind is DiskSourceKind.File or DiskSourceKind.Block or DiskSourceKind.Network))
            disk.Encryption = Facts.Default(context, DiskEncryption.None, element.NameSpan, "formatstorageencryption.rst", key);
    }

    private static void BindChain(Disk disk, XmlElement element, BindingContext context)
    {
        var layer = element.Element("backingStore");
        for (var depth = 0; layer is not null && depth < DeepestChain; depth++, layer = layer.Element("backingStore"))
        {
            if ((layer.Find("source/@file") ?? layer.Find("source/@dev")) is not { Value.Length: > 0 } path)
                continue;

            var image = context.Add(new Image(path.Value, context.Origin(path.ValueSpan), disk));
            image.Format = Facts.Read(layer, "format/@type", LibvirtWords.Formats, null, Source, context);
            image.Created = Dates.OfName(path, context);
        }
    }
}
