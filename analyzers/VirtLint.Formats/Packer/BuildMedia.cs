using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>Binds the media that a build installs from, with what they are held against.</summary>
/// <remarks>packer-plugin-sdk, multistep/commonsteps: ISOConfig; packer-plugin-proxmox, ISOsConfig.</remarks>
internal static class BuildMedia
{
    private const string ProxmoxSource = "packer-plugin-proxmox, ISOsConfig: unmount";

    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Packer, "install medium", "packer-plugin-sdk, ISOConfig")
        .Computed("iso_url, iso_urls", i => i.Url, "an address")
        .Computed("iso_url, iso_urls", i => i.Protocol, "the scheme of the address")
        .Computed("iso_url, iso_urls", i => i.Host, "the host of the address")
        .Computed("iso_url, iso_urls", i => i.Created, "a day in the address")
        .Computed("iso_checksum", i => i.Checksum, "'none', a digest or 'file:' and an address", decidedBy: "iso_checksum_type, iso_checksum_url")
        .Computed("iso_checksum, checksum", i => i.Integrity, "the digest of a file in the template's folder", source: "ISOConfig; packer-plugin-virtualbox, builder/virtualbox/ovf: source_path")
        .Computed("skip_convert_to_template", i => i.IsTemplate, "'true' or 'false'", "false", "packer-plugin-proxmox, common.Config")
        .Computed("unmount, unmount_iso", i => i.StaysAttached, "'true' or 'false'", "false", "packer-plugin-proxmox, ISOsConfig");

    public static void Bind(PackerBuild build)
    {
        BindDownloads(build.Node, build.Context);
        if (build.Node.Find("source_path") is { Unresolved: null, Value.Length: > 0 } source)
            BindRecordedDigest(build.Context.Add(new Image(ImageDownload.NameOf(source.Value), build.Context.Origin(source.ValueSpan))), source.Value, build.Node.Find("checksum"), "", build.Context);

        if (!Builders.IsProxmox(build.Builder))
            return;

        var isTemplate = BuildImage.IsTemplate(build);
        if (build.Node.Find("iso_file") is not null || build.Node.Find("iso_url") is not null)
            BindAttachment(build.Node, "unmount_iso", isTemplate, build.Context);

        foreach (var medium in build.Node.Nodes("boot_iso").Concat(build.Node.Nodes("additional_iso_files")))
        {
            BindDownloads(medium, build.Context);
            BindAttachment(medium, "unmount", isTemplate, build.Context);
        }
    }

    private static void BindAttachment(ConfigNode node, string key, Fact<bool> isTemplate, BindingContext context)
    {
        var image = context.Add(new Image(node.Find("iso_file") is { Unresolved: null } file ? ImageDownload.NameOf(file.Value) : "install medium", context.Origin(node.Anchor)));
        image.IsTemplate = isTemplate;
        image.StaysAttached = Facts.Read(node, key, PackerWords.Opposite, whenAbsent: true, ProxmoxSource, context);
    }

    private static void BindDownloads(ConfigNode node, BindingContext context)
    {
        foreach (var (key, url) in Urls(node))
        {
            var image = context.Add(new Image(ImageDownload.NameOf(url.Text), context.Origin(url.Span)));
            ImageDownload.Bind(image, TemplateMarks.Contains(url.Text)
                ? Fact<string>.Unresolved(image.Origin, url.Text, node.Value(key)?.FirstReason is { Length: > 0 } reason ? reason : "template", key)
                : Fact.Stated(url.Text, image.Origin, url.Text, key));
            image.Checksum = ChecksumOf(node, context);
            BindRecordedDigest(image, url.Text, node.Find("iso_checksum"), node.Find("iso_checksum_type")?.Value ?? "", context);
        }
    }

    /// <summary>Whether a file beside the template is what the template says; files elsewhere are not looked at.</summary>
    /// <param name="type">The algorithm where a key of its own states it; else empty.</param>
    private static void BindRecordedDigest(Image image, string path, Setting? sum, string type, BindingContext context)
    {
        var name = path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
        if (sum is not { Unresolved: null, IsList: false } || context.Companions.Has(name) is not true)
            return;

        var colon = sum.Value.IndexOf(':');
        var digest = sum.Value.Substring(colon + 1);
        if (AlgorithmOf(colon > 0 ? sum.Value.Substring(0, colon) : type, digest.Length) is { } algorithm && context.Companions.Digest(name, algorithm) is { } actual)
            image.Integrity = Fact.Stated(actual.Equals(digest, StringComparison.OrdinalIgnoreCase) ? FileIntegrity.Intact : FileIntegrity.Changed, context.Origin(sum.ValueSpan), sum.Value, sum.Key);
    }

    /// <summary>By its name, or else by the number of its digits.</summary>
    private static DigestAlgorithm? AlgorithmOf(string type, int length) => (type, length) switch
    {
        ("sha1" or "", 40) => DigestAlgorithm.Sha1,
        ("sha256" or "", 64) => DigestAlgorithm.Sha256,
        ("sha512" or "", 128) => DigestAlgorithm.Sha512,
        _ => null,
    };

    private static IEnumerable<(string Key, Literal Url)> Urls(ConfigNode node) =>
        node.Texts("iso_url").Select(static url => ("iso_url", url)).Concat(node.Texts("iso_urls").Select(static url => ("iso_urls", url)))
            .Where(static pair => pair.Item2.Text.Length > 0);

    /// <summary>What the media are held against; older templates state the algorithm or the list in keys of their own.</summary>
    private static Fact<ImageChecksum> ChecksumOf(ConfigNode node, BindingContext context)
    {
        var (sum, type, list) = (node.Find("iso_checksum"), node.Find("iso_checksum_type"), node.Find("iso_checksum_url"));
        if (sum is null || (sum is { Value: "", Unresolved: null } && (type ?? list) is not null))
        {
            return list is not null && type is not { Value: "none" } ? Facts.Read(node, list, list.Key, ImageDownload.Checksums("file:"), context)
                : type is { Value: "none", Unresolved: null } ? Facts.Read(node, type, type.Key, ImageDownload.Checksums(""), context)
                : Fact<ImageChecksum>.Absent;
        }

        return type is { Value: "none", Unresolved: null }
            ? Facts.Read(node, type, type.Key, ImageDownload.Checksums(""), context)
            : Facts.Read(node, sum, sum.Key, ImageDownload.Checksums(""), context);
    }
}
