using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags an audit trail that is switched off.</summary>
public sealed class AuditDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6004",
        title: "Audit trail of the management layer is off or muted",
        message: "'{0}' writes no audit records of what becomes of guests: {1}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware],
        securitySeverity: 6.3,
        standards: ["CWE-778", "NIST SP 800-125 monitoring"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.States(sink.Audit, false))
            context.Report(sink, sink.Audit, sink.Name, sink.Audit.Phrase).Fix(sink.Audit, true, isSafe: true);
    }
}
