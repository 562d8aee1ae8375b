using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags a store or compute service that verifies no image signature, and packages that have none.</summary>
public sealed class UnverifiedImageSignature() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3022",
        title: "Image signatures are not verified",
        message: "{0}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        profile: Profile.Strict,
        platforms: [Platform.OpenStack, Platform.Vmware],
        securitySeverity: 5.3,
        standards: ["VCSA-80-000296", "CWE-347", "NIST SP 800-125 image management", "OSSN-0090"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.Is(store.VerifiesSignatures, false))
        {
            context.Report(store, store.VerifiesSignatures, $"'{store.Name}' starts guests from images whose signature nobody verifies: {store.VerifiesSignatures.Statement}")
                .Fix(store.VerifiesSignatures, true);
        }
    }

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.IsSigned, false))
        {
            context.Report(image, image.IsSigned, $"Package '{image.Name}' has a manifest that nobody signed, so that whoever replaces its files replaces the digests with them")
                .Advise("sign the manifest when the package is exported");
        }
    }
}
