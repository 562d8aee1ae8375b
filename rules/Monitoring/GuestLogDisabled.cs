using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags output of guests that is written to files without bound.</summary>
public sealed class GuestLogDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6010",
        title: "Guest activity is not logged or logs grow without bound",
        message: "{0}: {1}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.KubeVirt, Platform.Packer],
        securitySeverity: 3.9,
        standards: ["CWE-778", "CWE-770"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (context.States(sink.BoundsGuestOutput, false))
            context.Report(sink, sink.BoundsGuestOutput, "What guests print goes to files that grow until the host is full", sink.BoundsGuestOutput.Phrase).Fix(sink.BoundsGuestOutput, true, isSafe: true);
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.KeepsGuestConsoles, false))
            context.Report(hypervisor, hypervisor.KeepsGuestConsoles, $"What guests of '{hypervisor.Name}' print to their serial consoles is not kept", hypervisor.KeepsGuestConsoles.Phrase).Advise("remove the key, and let single guests opt out");
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.KeepsLog, false))
            context.Report(machine, machine.KeepsLog, $"Guest '{machine.Name}' keeps no log of its own, which support and investigations start from", machine.KeepsLog.Statement).Fix(machine.KeepsLog, true, isSafe: true);
    }
}
