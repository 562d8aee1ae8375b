using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds where the data of a volume comes from: <c>DataVolume</c>, and the volumes that are made along with a guest.</summary>
/// <remarks>// cdi.kubevirt.io, core/v1beta1: DataVolumeSource</remarks>
internal static class ImportBinder
{
    private const string Source = "CDI: Data volumes";

    public static readonly BindingTable<Image> Download = new BindingTable<Image>(Platform.KubeVirt, "DataVolume: spec.source.http", Source)
        .Row("checksum", (i, f) => i.Checksum = f, DigestWords.Prefixed, whenAbsent: ImageChecksum.None, source: "Checksum Validation")
        .Row("insecureSkipVerify", (i, f) => i.VerifyTls = f, KubeWords.Flags(false, true), whenAbsent: true, source: "HTTP/S3/GCS/Registry source")
        .Computed("url", i => i.Url, "an address", source: "HTTP/S3/GCS/Registry source")
        .Computed("url", i => i.Protocol, "the scheme of the address", source: "HTTP/S3/GCS/Registry source")
        .Computed("url", i => i.Host, "the host of the address", source: "HTTP/S3/GCS/Registry source")
        .Computed("url", i => i.Created, "a day in the address", source: "HTTP/S3/GCS/Registry source")
        .Computed("../registry.url", i => i.HasMovingTag, "an image of a registry, whose tag moves or is left out", source: "Image from registry");

    public static readonly BindingTable<MigrationPolicy> Import = new BindingTable<MigrationPolicy>(Platform.KubeVirt, "DataVolume: spec.source.imageio", Source)
        .Row("insecureSkipVerify", (m, f) => m.VerifyImportSource = f, KubeWords.Flags(false, true), whenAbsent: true, source: "ImageIO Data Volume")
        .Computed("url", m => m.Peer, "the host that guests are imported from", source: "ImageIO Data Volume");

    public static void Bind(Manifest manifest, string path) => Bind(manifest.Context, manifest.Root, manifest.Name, path);

    /// <summary>A source that is looked at again and again: what its tag is moved to is pinned by its digest.</summary>
    public static void BindPolled(Manifest manifest, string path) => Bind(manifest.Context, manifest.Root, manifest.Name, path, isPolled: true);

    public static void Bind(BindingContext context, YamlMapping volume, string name, string path, bool isPolled = false)
    {
        if (volume.Select(path) is not YamlMapping source)
            return;

        if (source["http"] is YamlMapping http && http.Find("url") is { } url)
            BindDownload(context, http, url, name);

        if (!isPolled && source["registry"] is YamlMapping registry && registry.Find("url") is { } reference && reference.Value.StartsWith("docker://", StringComparison.Ordinal))
        {
            var image = context.Add(new Image(name, context.Origin(reference.ValueSpan)));
            image.HasMovingTag = Yaml.Read(reference, "url", static text => KubeWords.HasMovingTag(text.Substring("docker://".Length)), context);
        }

        if (source["imageio"] is YamlMapping engine)
            BindImport(context, engine, name, Import);

        if (source["vddk"] is YamlMapping vddk)
            BindVddk(context, vddk, source, name);
    }

    /// <summary>What an address says of the image behind it.</summary>
    public static void BindUrl(Image image, Setting url, string key, BindingContext context)
    {
        image.Url = Yaml.Read(url, key, static text => text, context);
        image.Protocol = image.Url.Select(ProtocolOf);
        if (image.Url.IsKnown && Downloads.HostOf(image.Url.Value) is { Length: > 0 } host)
            image.Host = image.Url.Select(_ => host);

        if (image.Url.IsKnown && DiskFormats.DayIn(image.Url.Value) is { } day)
            image.Created = image.Url.Select(_ => day);
    }

    private static void BindDownload(BindingContext context, YamlMapping http, Setting url, string name)
    {
        var image = context.Add(new Image(name, context.Origin(url.ValueSpan)));
        BindUrl(image, url, "url", context);
        Download.Bind(image, http, context);
    }

    private static void BindImport(BindingContext context, YamlMapping source, string name, BindingTable<MigrationPolicy> table)
    {
        var import = context.Add(new MigrationPolicy(name, context.Origin(source.Anchor)));
        table.Bind(import, source, context);
        if (source.Find("url") is { } url)
            import.Peer = Yaml.Read(url, "url", static text => Downloads.HostOf(text), context);
    }

    /// <summary>Without an authority and a thumbprint, any server will do. // CDI, "VDDK Data Volume": certConfigMap</summary>
    private static void BindVddk(BindingContext context, YamlMapping vddk, YamlMapping source, string name)
    {
        var import = context.Add(new MigrationPolicy(name, context.Origin(vddk.Anchor)));
        if (vddk.Find("url") is { } url)
            import.Peer = Yaml.Read(url, "url", static text => Downloads.HostOf(text), context);

        if (vddk.Find("certConfigMap") is null && vddk.Find("thumbprint") is not { Value.Length: > 0 } && !context.IsPartial)
            import.VerifyImportSource = Yaml.Presence(source, "vddk", false, context);
    }

    private static StorageProtocol ProtocolOf(string url) => Downloads.SchemeOf(url) switch
    {
        "http" => StorageProtocol.Http,
        "https" => StorageProtocol.Https,
        "ftp" => StorageProtocol.Ftp,
        _ => StorageProtocol.Other,
    };
}

/// <summary>The parts of an address that somebody downloads from.</summary>
internal static class Downloads
{
    public static string SchemeOf(string url) => url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? url.Substring(0, end).ToLowerInvariant() : "";

    /// <summary>The host without user and port; empty for what is no address.</summary>
    public static string HostOf(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return "";

        var rest = url.Substring(scheme + 3);
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest.Substring(0, end);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = authority.LastIndexOf(':');
        return (port > authority.LastIndexOf(']') ? authority.Substring(0, port) : authority).Trim('[', ']');
    }
}

/// <summary>A digest with the name of its algorithm, or, where the length tells it, without.</summary>
internal sealed class DigestWords : Vocabulary<ImageChecksum>
{
    public static DigestWords Prefixed { get; } = new();

    public override string Expected => "a digest";

    public override bool TryRead(string text, out ImageChecksum value)
    {
        var colon = text.IndexOf(':');
        value = (colon < 0 ? "" : text.Substring(0, colon).ToLowerInvariant()) switch
        {
            "md5" or "sha1" => ImageChecksum.Weak,
            "sha256" or "sha512" => ImageChecksum.Strong,
            "" when text.Length == 0 => ImageChecksum.None,
            "" when text.All(Uri.IsHexDigit) => text.Length switch { 32 or 40 => ImageChecksum.Weak, 64 or 128 => ImageChecksum.Strong, _ => ImageChecksum.Other },
            _ => ImageChecksum.Other,
        };
        return true;
    }
}
