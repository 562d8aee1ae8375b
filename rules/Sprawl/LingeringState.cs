using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests that something has left half done.</summary>
public sealed class LingeringState() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7060",
        title: "Guest is stuck, half changed, long off or restarts unattended",
        message: "{0} {1}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.OpenStack, Platform.KubeVirt, Platform.VirtualBox, Platform.Libvirt],
        standards: ["NIST SP 800-125 image management"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.IsTemplate.Is(true))
            return;

        if (context.Is(machine.Lock, "suspended"))
            context.Report(machine, machine.Lock, $"Guest '{machine.Name}'", "is 'suspended': its memory lies on disk, and it resumes without the updates since");
        else if (context.Is(machine.Lock, static _ => true))
            context.Report(machine, machine.Lock, $"Guest '{machine.Name}'", $"is locked by '{machine.Lock.Value}', so it is neither backed up nor changed until that ends")
                .Advise("end the operation, or unlock the guest when it is no longer running");
        else if (machine.Parts<Snapshot>().FirstOrDefault(snapshot => context.Is(snapshot.UnfinishedStep, static _ => true)) is { } snapshot)
            context.Report(snapshot, snapshot.UnfinishedStep, $"Guest '{machine.Name}'", $"has a snapshot '{snapshot.Name}' that stopped at '{snapshot.UnfinishedStep.Value}'").Advise("delete the snapshot by force");

        if (context.States(machine.SavedState, static _ => true))
            context.Report(machine, machine.SavedState, $"Guest '{machine.Name}'", $"keeps its memory in '{machine.SavedState.Value}', and resumes without the updates since").Advise("start the guest and shut it down, or discard the state");

        if (context.Is(machine.PendingChange, static _ => true))
            context.Report(machine, machine.PendingChange, $"Guest '{machine.Name}'", $"waits for a restart to take on its new '{machine.PendingChange.Value}', so the old setting goes on").Advise("restart the guest, or revert the change");
    }

    public override void Check(Snapshot snapshot, RuleContext context)
    {
        if (snapshot.Owner is null && context.Is(snapshot.UnfinishedStep, static _ => true))
        {
            context.Report(snapshot, snapshot.UnfinishedStep, $"Snapshot {snapshot.Title}", $"was never finished: '{snapshot.UnfinishedStep.Value}', so that nobody can go back to it")
                .Advise("delete it, and take it anew where it is needed");
        }
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.KeepsDeletedGuests, true))
        {
            context.Report(hypervisor, hypervisor.KeepsDeletedGuests, $"A guest of '{hypervisor.Name}'", $"runs on although it was deleted while its host was away: {hypervisor.KeepsDeletedGuests.Statement}")
                .Fix(hypervisor.KeepsDeletedGuests, false);
        }

        if (context.States(hypervisor.ResumesGuests, true))
        {
            context.Report(hypervisor, hypervisor.ResumesGuests, $"Each guest of '{hypervisor.Name}'", $"lies on disk with its memory while the host is down, and then resumes unattended, without the updates since: {hypervisor.ResumesGuests.Statement}")
                .Advise("shut guests down with their host, and let those start again that are marked for it");
        }
    }
}
