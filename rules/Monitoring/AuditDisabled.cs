using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags an audit trail that is switched off, or that leaves out what matters.</summary>
public sealed class AuditDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6004",
        title: "Audit trail of the management layer is off or muted",
        message: "'{0}' {1}: {2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.OpenStack, Platform.HyperV],
        securitySeverity: 6.3,
        standards: ["CWE-778", "NIST SP 800-125 monitoring"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.States(sink.Audit, false))
            context.Report(sink, sink.Audit, sink.Name, "writes no audit records of what becomes of guests", sink.Audit.Phrase).Fix(sink.Audit, true, isSafe: true);

        if (context.States(sink.NamesActor, false))
            context.Report(sink, sink.NamesActor, sink.Name, "tells what was done, and not by whom or from where", sink.NamesActor.Statement).Fix(sink.NamesActor, true, isSafe: true);

        if (context.States(sink.RecordsFailedLogins, false))
            context.Report(sink, sink.RecordsFailedLogins, sink.Name, "is silent on logins that fail, so that nobody sees passwords being guessed", sink.RecordsFailedLogins.Phrase).Advise("delete the line, so that they are recorded");
    }
}
