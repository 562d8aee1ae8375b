using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images whose name means another image tomorrow.</summary>
public sealed class MovingImageReference() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3071",
        title: "Image reference can change its content",
        message: "Image '{0}' is named {1}, which means another image with every release",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Packer, Platform.KubeVirt, Platform.OpenStack, Platform.Harvester, Platform.Vagrant],
        securitySeverity: 4.3,
        standards: ["CWE-494"]);

    private static readonly string[] s_moving = ["latest", "current", "daily", "stable", "nightly"];

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.HasMovingTag, true))
            context.Report(image, image.HasMovingTag, image.Name, Tag(image.HasMovingTag.AsWritten)).Advise("name one release, by its version or its digest: 'image@sha256:…'");

        if (!context.Is(image.Url, static url => MovingPart(url) is not null)
            || !image.Protocol.Is(static protocol => protocol.IsDownload())
            || !context.Is(image.Checksum, static checksum => checksum is not ImageChecksum.Strong))
        {
            return;
        }

        context.Report(image, image.Url, image.Name, $"by '{MovingPart(image.Url.Value)}'")
            .Advise("name a release, and state its digest");
    }

    /// <summary>What a reference names an image by: <c>registry:5000/base:latest</c>, or a tag alone.</summary>
    private static string Tag(string written)
    {
        var (slash, colon) = (written.LastIndexOf('/'), written.LastIndexOf(':'));
        return colon > slash ? $"by '{written.Substring(colon + 1)}'" : slash >= 0 ? "without a tag or version" : $"by '{written}'";
    }

    /// <summary>The part of the path that moves; null when the file's own name has a version, so that it can only vanish.</summary>
    private static string? MovingPart(string url)
    {
        var segments = url.Split('/');
        return HasVersion(segments[segments.Length - 1])
            ? null
            : segments.Skip(3).FirstOrDefault(static segment => s_moving.Contains(segment, StringComparer.OrdinalIgnoreCase));
    }

    private static bool HasVersion(string name)
    {
        for (var i = 1; i < name.Length - 1; i++)
        {
            if (name[i] == '.' && char.IsDigit(name[i - 1]) && char.IsDigit(name[i + 1]))
                return true;
        }

        return DiskFormats.DayIn(name) is not null;
    }
}
