using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a suppression that holds nothing back.</summary>
public sealed class UnusedSuppression() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0040",
        title: "Suppression matches no finding or names no rule",
        message: "Suppression {0}",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe]);

    public override void Check(Suppression suppression, RuleContext context)
    {
        if (suppression.Name.Length == 0)
            context.Report(suppression, "names no rule, so it holds nothing back").Advise("name the rules: 'virtlint: ignore VL2001: reason'");
        else if (RuleCatalog.ById(suppression.Name) is null)
            context.Report(suppression, $"names '{suppression.Name}', which no rule has as its ID");
        else if (suppression.Outcome is SuppressionOutcome.Unused && !suppression.IsExpired(context.Options))
            context.Report(suppression, $"of {suppression.Name} matches no finding").Advise($"remove '{suppression.Name}' from the comment");
    }
}
