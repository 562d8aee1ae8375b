using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags a cluster that tells nobody how it is.</summary>
public sealed class NoRemoteLogging() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6001",
        title: "Host reports to no remote log, metric or alert target",
        message: "The cluster {0}, so that its failures show on its own screens only",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.OpenStack, Platform.Incus, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 4.3,
        standards: ["CWE-778", "NIST SP 800-125 monitoring"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.Is(sink.ReportsElsewhere, false))
            context.Report(sink, sink.ReportsElsewhere, sink.ReportsElsewhere.IsStated ? $"sends its logs nowhere, {sink.ReportsElsewhere.Statement}" : "names no metric server and no notification target").Advise("define a metric server, a notification target or a store of logs that leaves the cluster");
    }
}
