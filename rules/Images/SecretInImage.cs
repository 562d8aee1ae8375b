using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags passwords and keys that end up in every guest of an image.</summary>
public sealed class SecretInImage() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3052",
        title: "Secret is baked into an image",
        message: "Every guest of image '{0}' has {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Packer, Platform.Vmware],
        securitySeverity: 7.6,
        standards: ["CWE-798", "NIST SP 800-125 image management", "CWE-549"]);

    public override void Check(Image image, RuleContext context)
    {
        // A base box is documented as insecure; who starts it gets keys of their own.
        if (image.IsBaseBox.Is(true) || !context.Is(image.DropsBuildAccount, false))
            return;

        Judge(image, image.BuildPassword, "the account of the build with its password", context);
        Judge(image, image.ServedSecret, "the password or key that its installer was given", context);
        Judge(image, image.MediumSecret, "the password or key that its installer was given", context);
    }

    public override void Check(ImageProperty property, RuleContext context)
    {
        if (property.Owner is not Image image || !property.IsSecret)
            return;

        if (context.Is(property.Secret, static text => SecretText.IsLiteral(text) || SecretText.IsPublished(text)))
            context.Report(property, property.Secret, image.Name, $"the secret that its property '{property.Name}' brings along").Advise("leave the value empty, so that whoever deploys the package has to choose one");

        if (context.Is(property.IsMasked, false))
            context.Report(property, property.IsMasked, image.Name, $"the value of its property '{property.Name}' shown in clear, since nothing marks it as a password").Fix(property.IsMasked, true, isSafe: true);
    }

    private static void Judge(Image image, Fact<string> secret, string what, RuleContext context)
    {
        if (context.Is(secret, static text => text.Length > 0))
            context.Report(image, secret, image.Name, what).Advise("lock or remove the account in the last step, or take the secret from a variable that each build draws anew");
    }
}
