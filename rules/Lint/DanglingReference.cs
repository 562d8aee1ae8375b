using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a name of an object that the complete file set does not define, or has switched off.</summary>
public sealed class DanglingReference() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0030",
        title: "Reference or grant names an object that is not defined",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.OpenStack, Platform.Vmware],
        standards: ["CWE-286"]);

    /// <summary>What one object names in itself, and does not have.</summary>
    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.DanglingReference)
            context.Report(issue);
    }

    public override void Check(Site site, RuleContext context)
    {
        foreach (var file in site.Files)
        {
            foreach (var reference in file.References)
            {
                var resolution = site.Resolve(reference);
                if (resolution is Resolution.Missing or Resolution.Disabled)
                    Report(reference, resolution, site, context);
            }
        }
    }

    private static void Report(ObjectReference reference, Resolution resolution, Site site, RuleContext context)
    {
        var noun = ObjectKinds.WithArticle(reference.Kind);
        var message = resolution is Resolution.Missing
            ? $"'{reference.Name}' names {noun} that no file here defines, so what is asked of it fails or is skipped"
            : $"'{reference.Name}' names {noun} that is disabled, so what is asked of it fails or is skipped";
        var finding = context.Report(new SettingIssue(SettingIssueKind.DanglingReference, reference.Name, reference.Origin, message));
        foreach (var definition in site.DefinitionsOf(reference))
        {
            if (definition.Origin is { } origin)
                finding.Relate(origin, "disabled here");
        }
    }
}
