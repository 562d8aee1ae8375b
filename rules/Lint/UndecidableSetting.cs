using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a security setting whose value no file of the run tells.</summary>
public sealed class UndecidableSetting() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0031",
        title: "Security setting could not be resolved",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Info,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        profile: Profile.Strict);

    public override bool JudgesUndecided => true;

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.UndecidableSetting)
            context.Report(issue);
    }
}
