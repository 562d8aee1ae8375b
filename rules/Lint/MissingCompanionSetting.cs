using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a setting whose documentation requires another that is absent or off.</summary>
public sealed class MissingCompanionSetting() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0014",
        title: "Setting lacks the companion that it needs",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.OpenStack],
        securitySeverity: 4.3);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.MissingCompanionSetting)
            context.Report(issue);
    }
}
