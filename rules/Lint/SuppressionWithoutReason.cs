using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a suppression that does not say why the finding is accepted.</summary>
public sealed class SuppressionWithoutReason() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0041",
        title: "Suppression gives no reason",
        message: "Suppression of {0} does not say why the finding is accepted",
        category: Category.Lint,
        severity: DiagnosticSeverity.Info,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        profile: Profile.Strict);

    public override void Check(Suppression suppression, RuleContext context)
    {
        // The other rules of one comment share the reason of the first.
        if (suppression is { Owner: null, Name.Length: > 0 } && context.IsAbsent(suppression.Reason))
            context.Report(suppression, suppression.Name).Advise("add it after a colon: 'virtlint: ignore VL2001: isolated network, ticket 4711'");
    }
}
