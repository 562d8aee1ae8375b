using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags logs that a host keeps in its memory only.</summary>
public sealed class VolatileLogStorage() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6003",
        title: "Logs are lost at reboot",
        message: "'{0}' is written to {1}, which is in memory: after a restart nobody can tell what happened before it",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Vmware],
        securitySeverity: 5.3,
        standards: ["ESXI-80-000243", "CIS ESXi 4.1", "CWE-778"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        // What a collector holds survives.
        if (context.States(sink.IsVolatile, true) && context.IsAbsent(sink.Target))
            context.Report(sink, sink.IsVolatile, sink.Name, sink.IsVolatile.Phrase).Advise("write logs to a datastore, and send them to a collector as well");
    }
}
