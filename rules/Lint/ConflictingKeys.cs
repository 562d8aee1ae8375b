using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags two settings of which the platform takes one at most.</summary>
public sealed class ConflictingKeys() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0013",
        title: "Settings exclude each other",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.OpenStack, Platform.Vmware, Platform.Packer]);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.ConflictingKeys)
            context.Report(issue);
    }
}
