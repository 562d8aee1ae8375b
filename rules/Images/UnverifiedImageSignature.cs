using System.Globalization;
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

        if (context.Options.AsOf is { } today && context.Is(image.SignerExpiry, expiry => expiry < today))
        {
            context.Report(image, image.SignerExpiry, $"Manifest '{image.Name}' is signed by a certificate that expired on {image.SignerExpiry.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, which whoever deploys the package has to refuse or to wave through")
                .Advise("sign the package anew");
        }
        else if (context.Is(image.IsSelfSigned, true))
        {
            context.Report(image, image.IsSelfSigned, $"Manifest '{image.Name}' is signed by a certificate that vouches for itself, as anybody can make one")
                .Advise("sign it by a certificate of an authority that those who deploy the package trust");
        }
    }
}
