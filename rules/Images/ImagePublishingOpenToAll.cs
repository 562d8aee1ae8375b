using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags a store in which ordinary users publish images or reach their storage.</summary>
public sealed class ImagePublishingOpenToAll() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3032",
        title: "Anyone may publish, share or relocate images",
        message: "{0}: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.OpenStack],
        securitySeverity: 8.1,
        standards: ["OSSN-0065", "OSSN-0015", "CWE-863", "OSSN-0090", "CWE-668"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.States(store.AcceptsLocations, true))
        {
            context.Report(store, store.AcceptsLocations, $"Store '{store.Name}' shows users where an image lies and lets them put other data there", store.AcceptsLocations.Statement)
                .Fix(store.AcceptsLocations, false);
        }
        else if (context.States(store.ExposesLocations, true))
        {
            context.Report(store, store.ExposesLocations, $"Store '{store.Name}' shows users where an image lies in its storage", store.ExposesLocations.Statement)
                .Fix(store.ExposesLocations, false)
                .At(DiagnosticSeverity.Warning);
        }
    }

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (context.States(grant.PolicyWeakness, PolicyWeakness.PublishesImages))
        {
            context.Report(grant, grant.PolicyWeakness, $"Policy rule '{grant.Name}' lets everybody publish, share or relocate images", $"'{grant.PolicyWeakness.AsWritten}'")
                .Advise("delete the override, so that the service's own default holds");
        }
    }
}
