using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a setting that the platform takes and does not act on.</summary>
public sealed class SettingWithoutEffect() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0022",
        title: "Setting has no effect in this combination",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.KubeVirt, Platform.Vmware, Platform.HyperV],
        securitySeverity: 4.3);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.SettingWithoutEffect)
            context.Report(issue);
    }
}
