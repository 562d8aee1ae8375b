using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags an image import that can be pointed at internal hosts.</summary>
public sealed class UnrestrictedImageImport() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3033",
        title: "Image import can be pointed at internal hosts",
        message: "Users of store '{0}' may have it fetch an image from any host, internal and metadata addresses included: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack],
        securitySeverity: 7.1,
        standards: ["Check-Image-05", "OSSN-0078", "CWE-918"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.States(store.FetchesFromAnywhere, true))
        {
            context.Report(store, store.FetchesFromAnywhere, store.Name, store.FetchesFromAnywhere.Statement)
                .Advise("name the hosts that images may come from, or leave the method out");
        }
    }
}
