using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Lint;

/// <summary>Flags a suppression whose last day has passed.</summary>
public sealed class ExpiredSuppression() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL0042",
        title: "Suppression has expired",
        message: "Suppression of {0} expired on {1}, so its findings are reported again",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe]);

    public override void Check(Suppression suppression, RuleContext context)
    {
        if (suppression is { Owner: null, Name.Length: > 0 } && suppression.IsExpired(context.Options))
            context.Report(suppression, suppression.Until, suppression.Name, suppression.Until.AsWritten).Advise("mend the finding, or decide anew until when it is accepted");
    }
}
