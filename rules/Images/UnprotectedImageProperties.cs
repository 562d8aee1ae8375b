using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags image services in which whoever owns an image may change the properties that protect its guests.</summary>
public sealed class UnprotectedImageProperties() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3034",
        title: "Tenants can change security properties of images",
        message: "Image service '{0}' lets {1} set properties that decide how guests are protected{2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.OpenStack],
        profile: Profile.Strict,
        securitySeverity: 5.0,
        standards: ["CWE-863"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.Is(store.PropertyWriters, static _ => true))
        {
            context.Report(store, store.PropertyWriters, store.Name, $"'{store.PropertyWriters.Value}'", $" ({store.PropertyWriters.Statement})")
                .Advise("name the roles that administer images");
        }
    }

    /// <summary>Without rules at all, it matters once an image of the fleet has such a property.</summary>
    public override void Check(Fleet fleet, RuleContext context)
    {
        var image = fleet.Sites.SelectMany(static site => site.All<Image>()).FirstOrDefault(static image => image.TelltaleProperty.IsKnown);
        if (image is null)
            return;

        foreach (var store in fleet.Sites.SelectMany(static site => site.All<ImageStore>()).Where(store => context.Is(store.ProtectsProperties, false)))
        {
            context.Report(store, store.ProtectsProperties, store.Name, "every owner of an image", $", such as '{image.TelltaleProperty.Value}' of '{image.Name}'")
                .Relate(image.TelltaleProperty.Origin ?? image.Origin, $"'{image.Name}' has such a property")
                .Advise("name a file of rules that keeps these properties for administrators");
        }
    }
}
