using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images whose own metadata say that they are damaged, and files that are not what their package's manifest says.</summary>
public sealed class DamagedImage() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3021",
        title: "Image is damaged or differs from its recorded digest",
        message: "Image '{0}' {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.Packer],
        securitySeverity: 8.6,
        standards: ["CWE-345"]);

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.Integrity, static integrity => integrity is not FileIntegrity.Intact))
            context.Report(image, image.Integrity, image.Name, Mismatch(image.Integrity.Value)).Advise("find out which of the two was changed, and by whom; then export the package anew");

        if (context.Is(image.IsCorrupt, true))
        {
            context.Report(image, image.IsCorrupt, image.Name, "is marked as corrupt: QEMU found its metadata damaged and refuses to write to it")
                .Advise("run 'qemu-img check' on a copy, or restore the image from a backup");
        }
        else if (context.Is(image.IsDirty, true))
        {
            // The mark is there while a guest runs as well: only a reader knows whether one did.
            context.Report(image, image.IsDirty, image.Name, "is marked as dirty: it was in use, or not closed cleanly, when it was looked at")
                .At(DiagnosticSeverity.Info)
                .Advise("run 'qemu-img check' while no guest uses the image");
        }
    }

    private static string Mismatch(FileIntegrity integrity) => integrity switch
    {
        FileIntegrity.Missing => "is listed in the manifest, and the package does not hold it",
        FileIntegrity.Unlisted => "belongs to the package, and its manifest does not list it, so that nobody notices when it is replaced",
        FileIntegrity.WronglySigned => "is not what its signature was made of: the manifest or the signature was replaced",
        _ => "differs from the digest that is recorded for it",
    };
}
