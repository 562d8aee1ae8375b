using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images that everybody may start guests from although nothing calls them a base image for all.</summary>
public sealed class PublicImage() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3031",
        title: "Private image is visible to everybody",
        message: "Image '{0}' can be read and started by {1}, with whatever was left in it",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.KubeVirt, Platform.Incus],
        securitySeverity: 5.3,
        standards: ["CWE-732"]);

    public override void Check(Image image, RuleContext context)
    {
        // What a publisher offers to the world, or is called after its system alone, holds no secret of the project.
        if (image.IsNamedForSystem || image.Host.Is(new ImageHosts(context.Options).IsTrusted))
            return;

        var isOpen = context.Is(image.Visibility, static visibility => visibility is ImageVisibility.Public or ImageVisibility.Community or ImageVisibility.Anonymous);
        if (!isOpen || context.Is(image.CommonMark, static _ => true) || image.CommonMark.IsUnresolved)
            return;

        if (image.Visibility.Is(ImageVisibility.Anonymous))
            Report(image, $"everybody, even without signing in ({image.Visibility.Statement})", context);
        else if (image.Visibility.Is(ImageVisibility.Public))
            Report(image, $"every project ({image.Visibility.Statement})", context);
        else
            Report(image, $"every project that knows its number ({image.Visibility.Statement})", context);
    }

    /// <summary>A disk that may be copied is an image to whoever copies it.</summary>
    public override void Check(Disk disk, RuleContext context)
    {
        if (context.States(disk.IsOpenToAll, true))
        {
            context.Report(disk, disk.IsOpenToAll, disk.Name, $"everybody who can sign in ({disk.IsOpenToAll.Phrase})")
                .Advise("grant the right to copy to those who need it, and keep disks that are meant for all in a place of their own: 'golden-images'");
        }
    }

    private static void Report(Image image, string whom, RuleContext context) =>
        context.Report(image, image.Visibility, image.Name, whom)
            .Fix(image.Visibility, ImageVisibility.Private)
            .Advise("keep it private and share it with the projects that need it, or tag it 'golden' when it is a base image for all");
}
