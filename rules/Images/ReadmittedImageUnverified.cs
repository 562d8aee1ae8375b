using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images that come into a library from a file without anything that tells whether they are still the same.</summary>
public sealed class ReadmittedImageUnverified() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3023",
        title: "Image is admitted to the library without integrity evidence",
        message: "Image '{0}' is admitted from '{1}' with no digest, signature or check, so whoever changed the file changes every guest made of it",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.OpenStack, Platform.ProxmoxVe, Platform.Libvirt, Platform.Incus, Platform.Vmware, Platform.Harvester],
        securitySeverity: 7.5,
        standards: ["CWE-494", "NIST SP 800-125 image management"]);

    public override void Check(Image image, RuleContext context)
    {
        if (image.IsVouchedFor.Is(true) || !context.Is(image.AdmittedFrom, static _ => true) || !context.Is(image.IsVouchedFor, false))
            return;

        context.Report(image, image.AdmittedFrom, image.Name, image.AdmittedFrom.Value)
            .Advise("hold the file against a digest that is kept elsewhere before it is uploaded, or sign the image");
    }
}
