using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags hosts whose clock is left to itself.</summary>
public sealed class NoTimeSynchronization() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6020",
        title: "Host clock is not synchronized",
        message: "Clock of host '{0}' drifts, so that its logs, certificates and tickets no longer agree with those of others: {1}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Vmware],
        securitySeverity: 4.8,
        standards: ["ESXI-80-000124", "CIS ESXi 2.6", "NIST SP 800-125 hypervisor security"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.SynchronizesTime, false))
        {
            context.Report(hypervisor, hypervisor.SynchronizesTime, hypervisor.Name, hypervisor.SynchronizesTime.Statement)
                .Advise("let the time service run, and start and stop with the host");
        }
    }
}
