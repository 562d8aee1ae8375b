using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images from hosts that nobody vouched for.</summary>
public sealed class UnknownImageSource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3025",
        title: "Image comes from an unlisted host",
        message: "{0} is read from '{1}', {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.Packer, Platform.KubeVirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 4.3,
        standards: ["CWE-829"]);

    public override void Check(Disk disk, RuleContext context)
    {
        var hosts = new ImageHosts(context.Options);
        if (disk.Protocol.Is(static protocol => protocol.IsDownload()) && context.Is(disk.Host, host => !hosts.IsTrusted(host)))
        {
            context.Report(disk, disk.Host, $"Disk '{disk.Name}' of '{disk.GuestName}'", disk.Host.Value, ImageHosts.Doubt(disk.Host.Value))
                .Advise("use a publisher's own host, or list this one in 'virtlint.image_publishers'");
        }
    }

    public override void Check(Image image, RuleContext context)
    {
        var hosts = new ImageHosts(context.Options);
        if (image.Protocol.Is(static protocol => protocol.IsDownload())
            && context.Is(image.Host, host => !hosts.IsTrusted(host))
            && context.Is(image.Checksum, static checksum => checksum is not ImageChecksum.Strong))
        {
            context.Report(image, image.Host, $"Image '{image.Name}'", image.Host.Value, ImageHosts.Doubt(image.Host.Value))
                .Advise("use a publisher's own host, or list this one in 'virtlint.image_publishers'");
        }
    }
}
