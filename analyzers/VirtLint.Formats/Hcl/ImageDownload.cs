using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Hcl;

/// <summary>Binds the download of an image, whoever makes it.</summary>
internal static class ImageDownload
{
    /// <summary>What is known of a download by its address; nothing where that is a path.</summary>
    public static void Bind(Image image, Fact<string> address)
    {
        if (address.IsUnresolved)
        {
            image.Url = address;
            image.Protocol = address.Select(static _ => StorageProtocol.Other);
            return;
        }

        if (!address.IsKnown || Url.Parse(address.Value) is not { } parts)
            return;

        image.Url = address;
        image.Protocol = address.Select(_ => ProtocolOf(parts.Scheme));
        image.Host = address.Select(_ => parts.Host);
        if (DiskFormats.DayIn(address.Value) is { } day)
            image.Created = address.Select(_ => day);
    }

    /// <summary>The file's own name.</summary>
    public static string NameOf(string path)
    {
        var end = path.IndexOf('?');
        var name = end < 0 ? path : path.Substring(0, end);
        return name.Substring(name.LastIndexOf('/') + 1);
    }

    /// <param name="prefix">What the notation leaves out before the digest: <c>file:</c>, <c>md5:</c>.</param>
    public static Vocabulary<ImageChecksum> Checksums(string prefix) => new ChecksumWords(prefix);

    private static StorageProtocol ProtocolOf(string scheme) => scheme switch
    {
        "http" => StorageProtocol.Http,
        "https" => StorageProtocol.Https,
        "ftp" => StorageProtocol.Ftp,
        "sftp" => StorageProtocol.Ssh,
        "nfs" => StorageProtocol.Nfs,
        _ => StorageProtocol.Other,
    };

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
