using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags stored snapshots that contain the memory of a guest.</summary>
public sealed class MemorySnapshot() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7021",
        title: "Snapshot keeps the memory of a guest",
        message: "{0} the guest's memory, with the keys and passwords in it{1}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.HyperV, Platform.VirtualBox, Platform.OVirt],
        securitySeverity: 5.0,
        standards: ["CWE-312", "NIST SP 800-125 image management"]);

    private const int MaxDays = 7;

    public override void Check(Snapshot snapshot, RuleContext context)
    {
        if (!context.Is(snapshot.HasMemory, true) || context.Is(snapshot.IsEncrypted, true))
            return;

        if (context.States(snapshot.IsDeclared, true))
            context.Report(snapshot, snapshot.HasMemory, $"Snapshot {snapshot.Title} keeps", ", for as long as the configuration names it").Advise("leave memory out of what is kept as code");
        else if (snapshot.DaysOld(context.Options) is { } days && days >= MaxDays)
            context.Report(snapshot, snapshot.HasMemory, $"Snapshot {snapshot.Title} has kept", $", for {days} days").Advise("delete the snapshot, and take the next one without memory");
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.SnapshotsKeepMemory, true) && !machine.IsTemplate.Is(true))
            context.Report(machine, machine.SnapshotsKeepMemory, $"Every snapshot of '{machine.Name}' keeps", $": {machine.SnapshotsKeepMemory.Phrase}").Advise("take snapshots that the guest prepares itself for, without its memory");
    }
}
