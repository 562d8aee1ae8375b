using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a key that has a successor.</summary>
public sealed class DeprecatedKey() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0021",
        title: "Key is deprecated and has a successor",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt],
        profile: Profile.Strict);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.DeprecatedKey)
            context.Report(issue);
    }
}
