using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags base images and templates that have aged past the limit of the project.</summary>
public sealed class StaleBaseImage() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3070",
        title: "Base image is old",
        message: "{0} '{1}' is from {2}, {3} days ago, and lacks every update since",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Packer],
        securitySeverity: 4.3,
        standards: ["CWE-1104", "NIST SP 800-125 image management"]);

    private const int DefaultLimit = 180;

    public override void Check(Image image, RuleContext context) => Judge(image, image.Created, "Base image", context);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.IsTemplate, true))
            Judge(machine, machine.Created, "Template", context);
    }

    private static void Judge(Entity entity, Fact<DateTimeOffset> created, string noun, RuleContext context)
    {
        if (context.Options.AsOf is not { } today || !context.Is(created, day => (today - day).TotalDays > Limit(context)))
            return;

        var day = created.Value;
        context.Report(entity, created, noun, entity.Name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (int)(today - day).TotalDays)
            .Advise("build guests from a current image, or raise 'virtlint.image_age_limit'");
    }

    private static int Limit(RuleContext context) => context.Options.Number("virtlint.image_age_limit", DefaultLimit);
}
