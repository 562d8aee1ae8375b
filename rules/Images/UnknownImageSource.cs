using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images from hosts that nobody vouched for.</summary>
public sealed class UnknownImageSource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3025",
        title: "Image comes from an unlisted host",
        message: "Disk '{0}' of '{1}' is read from '{2}', {3}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt],
        profile: Profile.Strict,
        securitySeverity: 4.3,
        standards: ["CWE-829"]);

    public override void Check(Disk disk, RuleContext context)
    {
        var hosts = new ImageHosts(context.Options);
        if (disk.Protocol.Is(static protocol => protocol.IsDownload()) && context.Is(disk.Host, host => !hosts.IsTrusted(host)))
        {
            context.Report(disk, disk.Host, disk.Name, disk.GuestName, disk.Host.Value, ImageHosts.Doubt(disk.Host.Value))
                .Advise("use a publisher's own host, or list this one in 'virtlint.image_publishers'");
        }
    }
}
