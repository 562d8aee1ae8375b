using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a value that the platform refuses.</summary>
public sealed class InvalidValue() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0011",
        title: "Value is outside the set that the key accepts",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Incus, Platform.OpenStack, Platform.Xen]);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.InvalidValue)
            context.Report(issue);
    }
}
