using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags debug logging, which writes down what clients and guests send.</summary>
public sealed class SecretsInLogs() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6005",
        title: "Logs or recordings capture secrets",
        message: "'{0}' {1}: {2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.Vmware],
        securitySeverity: 5.5,
        standards: ["CWE-532"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.States(sink.Debug, true))
            context.Report(sink, sink.Debug, sink.Name, "logs at debug level, passwords and guest data included", sink.Debug.Phrase).Fix(sink.Debug, false, isSafe: true);

        if (context.States(sink.RecordsConsolesTo, static _ => true))
            context.Report(sink, sink.RecordsConsolesTo, sink.Name, "keeps what is shown and typed on guests' consoles, passwords included", sink.RecordsConsolesTo.Statement).Advise("delete the setting when what it was for is done");
    }
}
