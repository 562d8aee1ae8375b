using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a key that the release in use does not read.</summary>
public sealed class KeyNotInTargetVersion() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0020",
        title: "Key is not read by the target version",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack]);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.KeyNotInTargetVersion)
            context.Report(issue);
    }
}
