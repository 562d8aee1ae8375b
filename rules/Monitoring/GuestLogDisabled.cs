using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags output of guests that is written to files without bound.</summary>
public sealed class GuestLogDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6010",
        title: "Guest activity is not logged or logs grow without bound",
        message: "What guests print goes to files that grow until the host is full: {0}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt],
        securitySeverity: 3.9,
        standards: ["CWE-778", "CWE-770"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.States(sink.BoundsGuestOutput, false))
            context.Report(sink, sink.BoundsGuestOutput, sink.BoundsGuestOutput.Phrase).Fix(sink.BoundsGuestOutput, true, isSafe: true);
    }
}
