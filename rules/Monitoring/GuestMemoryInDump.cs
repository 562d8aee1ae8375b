using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags crash dumps that hold the memory of guests.</summary>
public sealed class GuestMemoryInDump() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6060",
        title: "Guest memory ends up in host dump files",
        message: "{0} writes guest memory to the disk of the host when {1} crashes: {2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Xen],
        securitySeverity: 5.5,
        standards: ["CWE-312"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.CoreDump, true))
            context.Report(hypervisor, hypervisor.CoreDump, hypervisor.Name, "the device model", hypervisor.CoreDump.Phrase).Fix(hypervisor.CoreDump, false, isSafe: true);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.CoreDump, true))
            context.Report(machine, machine.CoreDump, $"'{machine.Name}'", "the device model", machine.CoreDump.Phrase).Fix(machine.CoreDump, false, isSafe: true);

        if (context.States(machine.DumpsOnCrash, true))
        {
            context.Report(machine, machine.DumpsOnCrash, $"'{machine.Name}'", "the guest", machine.DumpsOnCrash.Phrase)
                .Fix(machine.DumpsOnCrash, false)
                .At(DiagnosticSeverity.Info);
        }
    }
}
