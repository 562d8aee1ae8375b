using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Libvirt.Storage;

/// <summary>An inventory of images as <c>qemu-img info --output=json</c> prints it, with or without the backing chain.</summary>
/// <remarks>qemu, qapi/block-core.json: ImageInfo.</remarks>
internal sealed class ImageInfoFormat : Format
{
    private const int HeadLength = 16 * 1024;

    private const string Source = "qapi/block-core.json: ImageInfo";

    private static readonly Vocabulary<DiskFormat> s_formats = new FormatWords();

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.Of(("true", true), ("false", false));

    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Libvirt, "qemu-img info --output=json", Source)
        .Row("format", (i, f) => i.Format = f, s_formats)
        .Row("backing-filename", (i, f) => i.BackingFile = f, Vocabulary.Text)
        .Row("backing-filename-format", (i, f) => i.BackingFormat = f, s_formats)
        .Row("dirty-flag", (i, f) => i.IsDirty = f, s_boolean)
        .Row("format-specific.data.corrupt", (i, f) => i.IsCorrupt = f, s_boolean, source: "ImageInfoSpecificQCow2")
        .Row("format-specific.data.data-file", (i, f) => i.DataFile = f, Vocabulary.Text, source: "ImageInfoSpecificQCow2")
        .Row(
            "format-specific.data.encrypt.format",
            (i, f) => i.Encryption = f,
            Vocabulary.Of(("luks", DiskEncryption.Luks), ("aes", DiskEncryption.LegacyQcow)),
            source: "ImageInfoSpecificQCow2Encryption")
        .Row("format-specific.data.encrypt.cipher-alg", (i, f) => i.Cipher = f, Vocabulary.Text, source: "QCryptoBlockInfoLUKS")
        .Row("format-specific.data.encrypt.cipher-mode", (i, f) => i.CipherMode = f, Vocabulary.Text, source: "QCryptoBlockInfoLUKS")
        .Computed("backing-filename", i => i.Created, "a path whose name holds a date");

    public override string Id => "qemu-img-info";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "qemu-img info --output=json";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".json") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(TextSpan.FromBounds(0, Math.Min(text.Length, HeadLength)));
        return Has(head, "\"virtual-size\"") && Has(head, "\"filename\"") && Has(head, "\"format\"");
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var info in Infos(tree.Root))
        {
            var name = info.Find("filename");
            if (name is null || info.Find("format") is null)
                continue;

            var image = context.Add(new Image(name.Value, context.Origin(name.ValueSpan)));
            Table.Bind(image, info, context);
            if (image.BackingFile.IsStated && info.Find("backing-filename") is { } backing)
                image.Created = Dates.OfName(backing, context);
        }
    }

    private static IEnumerable<JsonObject> Infos(JsonNode? root)
    {
        if (root is JsonObject single)
        {
            yield return single;
        }
        else if (root is JsonArray chain)
        {
            foreach (var item in chain.Items)
            {
                if (item is JsonObject info)
                    yield return info;
            }
        }
    }

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;

    /// <summary>QEMU names its block drivers, and new ones come with new releases.</summary>
    private sealed class FormatWords : Vocabulary<DiskFormat>
    {
        public override string Expected => "the name of a block driver";

        public override bool TryRead(string text, out DiskFormat value)
        {
            value = text switch
            {
                "raw" => DiskFormat.Raw,
                "qcow" => DiskFormat.Qcow,
                "qcow2" => DiskFormat.Qcow2,
                "qed" => DiskFormat.Qed,
                "luks" => DiskFormat.Luks,
                "vmdk" => DiskFormat.Vmdk,
                "vpc" => DiskFormat.Vhd,
                "vhdx" => DiskFormat.Vhdx,
                "vdi" => DiskFormat.Vdi,
                "parallels" => DiskFormat.Ploop,
                _ => DiskFormat.Other,
            };
            return true;
        }
    }
}
