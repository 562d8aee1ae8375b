using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a key that the format does not have, or not in that place.</summary>
public sealed class UnknownKey() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0010",
        title: "Key is unknown, misspelt or in the wrong section",
        message: "{0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Incus, Platform.OpenStack, Platform.Xen, Platform.Packer]);

    public override void Check(SettingIssue issue, RuleContext context)
    {
        if (issue.Issue is SettingIssueKind.UnknownKey)
            context.Report(issue);
    }
}
