using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags a cluster that tells nobody how it is.</summary>
public sealed class NoRemoteLogging() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6001",
        title: "Host reports to no remote log, metric or alert target",
        message: "The cluster names no metric server and no notification target, so that its failures show on its own screens only",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe],
        profile: Profile.Strict,
        securitySeverity: 4.3,
        standards: ["CWE-778", "NIST SP 800-125 monitoring"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.Is(sink.ReportsElsewhere, false))
            context.Report(sink, sink.ReportsElsewhere).Advise("define a metric server, or a notification target that leaves the cluster");
    }
}
