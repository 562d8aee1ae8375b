using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Snapshots;

/// <summary>Binds <c>&lt;domainsnapshot&gt;</c>. The domain inside is the guest as it was: no rule judges it as one that runs.</summary>
/// <remarks>libvirt, formatsnapshot.rst.</remarks>
internal static class SnapshotBinder
{
    public static readonly BindingTable<Snapshot> Table = new BindingTable<Snapshot>(Platform.Libvirt, "domainsnapshot", "formatsnapshot.rst")
        .Row("domain/name/text()", (s, f) => s.Guest = f, Vocabulary.Text)
        .Row("creationTime/text()", (s, f) => s.Created = f, Vocabulary.UnixTime)
        .Row("parent/name/text()", (s, f) => s.Parent = f, Vocabulary.Text)
        .Row("memory/@file", (s, f) => s.MemoryFile = f, Vocabulary.Text)
        .Row("memory/@snapshot", (s, f) => s.HasMemory = f, Vocabulary.Of(("no", false), ("internal", true), ("external", true)))
        .Computed("domain/devices/disk/encryption", s => s.IsEncrypted, "every disk encrypted, of a snapshot with memory in its images")
        .Computed("parent/name/text()", s => s.ChainLength, "the snapshots of the same guest", decidedBy: "the other snapshots of the guest");

    public static void Bind(XmlElement element, BindingContext context)
    {
        var name = element.Find("name/text()");
        var snapshot = context.Add(name is { Value.Length: > 0 }
            ? new Snapshot(name.Value, context.Origin(name.ValueSpan))
            : new Snapshot("unnamed", context.Origin(element.NameSpan)));
        Table.Bind(snapshot, element, context);
        BindEncryption(snapshot, element, context);
    }

    /// <summary>Internal memory is written into the image of a disk, and is encrypted with it.</summary>
    private static void BindEncryption(Snapshot snapshot, XmlElement element, BindingContext context)
    {
        if (element.Find("memory/@snapshot") is not { Value: "internal" } memory)
            return;

        var disks = (element.Element("domain")?.Element("devices")?.Elements("disk") ?? [])
            .Where(static disk => disk.Find("@device")?.Value is null or "disk")
            .ToList();
        if (disks.Count > 0)
        {
            snapshot.IsEncrypted = Fact.Stated(
                disks.All(static disk => (disk.Element("encryption") ?? disk.Element("source")?.Element("encryption")) is not null),
                context.Origin(memory.ValueSpan),
                memory.Value);
        }
    }
}
