using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images that are read off a server, and held against nothing that an attacker could not change as well.</summary>
public sealed class ImageWithoutChecksum() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3020",
        title: "Remote image has no trustworthy checksum",
        message: "{0} {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Packer, Platform.KubeVirt, Platform.Vmware, Platform.Harvester, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vagrant, Platform.Nutanix],
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
        context.Report(disk, disk.Source.IsKnown ? disk.Source : disk.Protocol, $"Disk '{disk.Name}' of '{disk.GuestName}'", $"is read from '{disk.Host.Value}' without a checksum, which libvirt has no way to state")
            .At(DiagnosticSeverity.Info)
            .Advise("download the image, verify its checksum and attach the file, or list the host in 'virtlint.image_publishers'");
    }

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.Manifest, ImageChecksum.None))
            context.Report(image, image.Manifest, $"Package '{image.Name}'", "has no manifest, so that nobody notices when one of its files is damaged or replaced").Advise("export it with a manifest by SHA-256");
        else if (context.Is(image.Manifest, ImageChecksum.Weak))
            context.Report(image, image.Manifest, $"Package '{image.Name}'", $"is vouched for by {image.Manifest.Phrase} alone, which an attacker can forge").At(DiagnosticSeverity.Info).Advise("export it with a manifest by SHA-256");

        // What travels in clear, too, is told as such: a digest or TLS mends both.
        if (!context.Is(image.Checksum, static checksum => Defect(checksum) is not null)
            || !context.Is(image.Protocol, static protocol => protocol.IsDownload() && !protocol.IsPlaintext())
            || !image.Host.Is(host => HostList.ScopeOf(host) is not HostScope.Loopback && !new HostList(context.Options.List("virtlint.internal_hosts")).Contains(host)))
        {
            return;
        }

        // Who publishes images himself by TLS vouches for them; a digest still tells one release from the next.
        var isTrusted = image.Host.Is(new ImageHosts(context.Options).IsTrusted) && image.Protocol.Is(StorageProtocol.Https);
        var isUnstatable = image.Checksum.Is(ImageChecksum.Unstatable);
        if (isTrusted && isUnstatable)
            return;

        var finding = context.Report(image, image.Checksum, $"Image '{image.Name}'", $"is read from '{image.Host.Value}' {Defect(image.Checksum.Value)}");
        if (isUnstatable || (isTrusted && !image.Checksum.IsStated))
            finding.At(DiagnosticSeverity.Info);

        finding.Advise(isUnstatable
            ? "download the image, verify its checksum and upload the file, or list the host in 'virtlint.image_publishers'"
            : "state the SHA-256 digest that the publisher signs");
    }

    private static string? Defect(ImageChecksum checksum) => checksum switch
    {
        ImageChecksum.None => "without a checksum, so that whatever arrives is installed",
        ImageChecksum.Unstatable => "without a checksum, which there is no way to state",
        ImageChecksum.Weak => "by a checksum that an attacker can forge",
        ImageChecksum.ClearList => "by a checksum that travels in clear, so that whoever replaces the image replaces both",
        _ => null,
    };
}
