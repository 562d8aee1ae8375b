using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Storage;

/// <summary>Binds <c>&lt;volume&gt;</c>: formatstorage.rst, "Storage volume XML".</summary>
internal static class VolumeBinder
{
    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Libvirt, "volume", "formatstorage.rst: Storage volume XML")
        .Row("target/format/@type", (i, f) => i.Format = f, LibvirtWords.Formats)
        .Row("target/permissions/mode/text()", (i, f) => i.FileMode = f, Vocabulary.OctalMode)
        .Row("target/encryption/@format", (i, f) => i.Encryption = f, LibvirtWords.Encryptions)
        .Row("target/encryption/cipher/@name", (i, f) => i.Cipher = f, Vocabulary.Text)
        .Row("target/encryption/cipher/@mode", (i, f) => i.CipherMode = f, Vocabulary.Text)
        .Row("target/encryption/cipher/@size", (i, f) => i.CipherBits = f, Vocabulary.Integer)
        .Row("backingStore/path/text()", (i, f) => i.BackingFile = f, Vocabulary.Text)
        .Row("backingStore/format/@type", (i, f) => i.BackingFormat = f, LibvirtWords.Formats)
        .Computed("backingStore/path/text()", i => i.Created, "a path whose name holds a date");

    public static bool IsOurs(XmlHead head) =>
        head.Has("<capacity") && (head.Has("<target") || head.Has("<allocation") || head.RootTag.Contains("type="));

    public static void Bind(XmlElement volume, BindingContext context)
    {
        var name = volume.Find("name/text()");
        Bind(context.Add(new Image(name?.Value ?? "unnamed", context.Origin(name?.ValueSpan ?? volume.NameSpan))), volume, context);
    }

    /// <summary>Binds what a volume is, whatever notation states the document.</summary>
    public static void Bind(Image image, XmlElement volume, BindingContext context)
    {
        Table.Bind(image, volume, context);
        if (volume.Find("backingStore/path/text()") is { } backing)
            image.Created = Dates.OfName(backing, context);
    }
}
