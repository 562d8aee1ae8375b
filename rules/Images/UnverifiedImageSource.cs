using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images that are fetched from a server whose certificate nobody looks at.</summary>
public sealed class UnverifiedImageSource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3041",
        title: "TLS verification is off for an image source",
        message: "{0} takes any server for '{1}': certificate verification is off",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.KubeVirt, Platform.ProxmoxVe, Platform.Vagrant, Platform.Vmware],
        securitySeverity: 7.4,
        standards: ["CWE-295", "CWE-494"]);

    public override void Check(Disk disk, RuleContext context)
    {
        if (context.Is(disk.VerifyTls, false) && !disk.Host.Is(static host => HostList.ScopeOf(host) is HostScope.Loopback))
            context.Report(disk, disk.VerifyTls, $"Disk '{disk.Name}' of '{disk.GuestName}'", disk.Host.Or("the image's host")).Fix(disk.VerifyTls, true);
    }

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.VerifyTls, false) && !image.Checksum.Is(ImageChecksum.Strong) && !image.Host.Is(static host => HostList.ScopeOf(host) is HostScope.Loopback))
            context.Report(image, image.VerifyTls, $"Image '{image.Name}'", image.Host.Or("the image's host")).Fix(image.VerifyTls, true);
    }
}
