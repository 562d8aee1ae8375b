using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags text that breaks the grammar of its file's format.</summary>
public sealed class SyntaxError() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0001",
        title: "File does not follow the grammar of its format",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: []);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.SyntaxError)
            context.Report(issue, issue.Message);
    }
}
