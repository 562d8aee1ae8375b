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
        .Computed("skip_convert_to_template", i => i.IsTemplate, "'true' or 'false'", "false", "packer-plugin-proxmox, common.Config")
        .Computed("unmount, unmount_iso", i => i.StaysAttached, "'true' or 'false'", "false", "packer-plugin-proxmox, ISOsConfig");

    private static readonly Vocabulary<bool> s_unmounts = Vocabulary.Of(("true", false), ("false", true));

    public static void Bind(PackerBuild build)
    {
        BindDownloads(build.Node, build.Context);
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
        var image = context.Add(new Image(node.Find("iso_file") is { Unresolved: null } file ? NameOf(file.Value) : "install medium", context.Origin(node.Anchor)));
        image.IsTemplate = isTemplate;
        image.StaysAttached = Facts.Read(node, key, s_unmounts, whenAbsent: true, ProxmoxSource, context);
    }

    private static void BindDownloads(ConfigNode node, BindingContext context)
    {
        foreach (var (key, url) in Urls(node))
        {
            var image = context.Add(new Image(NameOf(url.Text), context.Origin(url.Span)));
            if (TemplateMarks.Contains(url.Text))
            {
                image.Url = Fact<string>.Unresolved(image.Origin, url.Text, "template", key);
                image.Protocol = image.Url.Select(static _ => StorageProtocol.Other);
            }
            else if (Url.Parse(url.Text) is { } parts)
            {
                image.Url = Fact.Stated(url.Text, image.Origin, url.Text, key);
                image.Protocol = image.Url.Select(_ => ProtocolOf(parts.Scheme));
                image.Host = image.Url.Select(_ => parts.Host);
                if (DiskFormats.DayIn(url.Text) is { } day)
                    image.Created = image.Url.Select(_ => day);
            }

            image.Checksum = ChecksumOf(node, context);
        }
    }

    private static IEnumerable<(string Key, Literal Url)> Urls(ConfigNode node) =>
        node.Texts("iso_url").Select(static url => ("iso_url", url)).Concat(node.Texts("iso_urls").Select(static url => ("iso_urls", url)))
            .Where(static pair => pair.Item2.Text.Length > 0);

    private static StorageProtocol ProtocolOf(string scheme) => scheme switch
    {
        "http" => StorageProtocol.Http,
        "https" => StorageProtocol.Https,
        "ftp" => StorageProtocol.Ftp,
        "sftp" => StorageProtocol.Ssh,
        "nfs" => StorageProtocol.Nfs,
        _ => StorageProtocol.Other,
    };

    private static string NameOf(string path)
    {
        var end = path.IndexOf('?');
        var name = end < 0 ? path : path.Substring(0, end);
        return name.Substring(name.LastIndexOf('/') + 1);
    }

    /// <summary>What the media are held against; older templates state the algorithm or the list in keys of their own.</summary>
    private static Fact<ImageChecksum> ChecksumOf(ConfigNode node, BindingContext context)
    {
        var (sum, type, list) = (node.Find("iso_checksum"), node.Find("iso_checksum_type"), node.Find("iso_checksum_url"));
        if (sum is null || (sum is { Value: "", Unresolved: null } && (type ?? list) is not null))
        {
            return list is not null && type is not { Value: "none" } ? Facts.Read(node, list, list.Key, new ChecksumWords("file:"), context)
                : type is { Value: "none", Unresolved: null } ? Facts.Read(node, type, type.Key, new ChecksumWords(""), context)
                : Fact<ImageChecksum>.Absent;
        }

        return type is { Value: "none", Unresolved: null }
            ? Facts.Read(node, type, type.Key, new ChecksumWords(""), context)
            : Facts.Read(node, sum, sum.Key, new ChecksumWords(""), context);
    }

    /// <summary><c>none</c>, <c>file:LIST</c>, <c>ALGORITHM:DIGEST</c>, or a digest whose length tells its algorithm.</summary>
    private sealed class ChecksumWords(string prefix) : Vocabulary<ImageChecksum>
    {
        public override string Expected => "'none', a digest or 'file:' and an address";

        public override bool TryRead(string text, out ImageChecksum value)
        {
            value = Read(prefix + text.Trim());
            return true;
        }

        private static ImageChecksum Read(string text)
        {
            if (text == "none")
                return ImageChecksum.None;

            if (text.StartsWith("file:", StringComparison.Ordinal))
                return Url.Parse(text.Substring("file:".Length)) is { Scheme: "http" or "ftp" } ? ImageChecksum.ClearList : ImageChecksum.List;

            var colon = text.IndexOf(':');
            return (colon < 0 ? "" : text.Substring(0, colon).ToLowerInvariant()) switch
            {
                "md5" or "sha1" => ImageChecksum.Weak,
                "sha256" or "sha384" or "sha512" => ImageChecksum.Strong,
                "" when IsHexadecimal(text) => text.Length switch
                {
                    32 or 40 => ImageChecksum.Weak,
                    64 or 96 or 128 => ImageChecksum.Strong,
                    _ => ImageChecksum.Other,
                },
                _ => ImageChecksum.Other,
            };
        }

        private static bool IsHexadecimal(string text) => text.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
    }
}
