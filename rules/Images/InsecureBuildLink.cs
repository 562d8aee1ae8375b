using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags builds that manage their guest in clear, or hand secrets to whoever asks.</summary>
public sealed class InsecureBuildLink() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3051",
        title: "Image build talks to its guest over an exposed link",
        message: "The build of '{0}' {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Packer, Platform.Vmware],
        securitySeverity: 5.9,
        standards: ["CWE-319"]);

    private static readonly ListenAddress s_loopback = ListenAddress.Of("127.0.0.1");

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.BuildLink, LinkProtection.None))
        {
            context.Report(image, image.BuildLink, image.Name, "sends its password and commands to the guest by remote management without TLS")
                .Fix(image.BuildLink, LinkProtection.Encrypted);
        }

        if (!image.ServedSecret.IsKnown || !context.Is(image.BuildServer, static server => server.Exposure is Exposure.Everywhere))
            return;

        var finding = context.Report(image, image.BuildServer, image.Name, "serves a file with a secret on every address of the build host")
            .Fix(image.BuildServer, s_loopback);
        if (image.ServedSecret.Origin is { } origin)
            finding.Relate(origin, "the secret stands here");
    }
}
