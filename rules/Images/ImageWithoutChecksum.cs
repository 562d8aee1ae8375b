using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images that are read off a server which may change them at any time.</summary>
public sealed class ImageWithoutChecksum() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3020",
        title: "Remote image has no trustworthy checksum",
        message: "Disk '{0}' of '{1}' is read from '{2}' without a checksum, which libvirt has no way to state",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt],
        securitySeverity: 6.8,
        standards: ["CWE-494", "CWE-353", "NIST SP 800-125 image management", "CWE-328", "CWE-345"]);

    public override void Check(Disk disk, RuleContext context)
    {
        if (!disk.Protocol.Is(static protocol => protocol.IsDownload()) || disk.TransitProtection.Is(LinkProtection.None)
            || !context.Is(disk.Host, host => !new ImageHosts(context.Options).IsTrusted(host)))
        {
            return;
        }

        // The format has no key for a checksum: its author can only fetch the image first, or trust the publisher by name.
        context.Report(disk, disk.Source.IsKnown ? disk.Source : disk.Protocol, disk.Name, disk.GuestName, disk.Host.Value)
            .At(DiagnosticSeverity.Info)
            .Advise("download the image, verify its checksum and attach the file, or list the host in 'virtlint.image_publishers'");
    }
}
