using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags checks against crafted images that are switched off.</summary>
public sealed class ImageInspectionDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3060",
        title: "Checks against crafted images are weakened",
        message: "'{0}' takes images as they claim to be, crafted ones included: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.OpenStack],
        securitySeverity: 8.2,
        standards: ["CWE-20", "CWE-610"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.States(store.InspectsImages, false))
            context.Report(store, store.InspectsImages, store.Name, store.InspectsImages.Statement).Fix(store.InspectsImages, true, isSafe: true);

        if (context.States(store.ForeignExtents, static _ => true))
        {
            context.Report(store, store.ForeignExtents, store.Name, $"'{store.ForeignExtents.Value}' lets an image name files of the host as its data")
                .Advise("leave it out of the list");
        }
    }
}
