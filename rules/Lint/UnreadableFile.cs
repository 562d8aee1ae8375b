using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a file that is named or placed as configuration and could not be read.</summary>
public sealed class UnreadableFile() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0002",
        title: "File cannot be read as the format that its name promises",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: []);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.UnreadableFile)
            context.Report(issue, issue.Message);
    }
}
