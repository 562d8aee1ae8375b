using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a statement that another statement of the same key overrides.</summary>
public sealed class DuplicateKey() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0012",
        title: "Key is stated twice and only one value counts",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.OpenStack]);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.DuplicateKey)
            context.Report(issue);
    }
}
