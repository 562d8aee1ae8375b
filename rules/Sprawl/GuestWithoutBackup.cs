using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests that no backup of their cluster covers, and backups that cover none.</summary>
public sealed class GuestWithoutBackup() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7071",
        title: "Guest is in no backup",
        message: "{0} '{1}' {2}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.KubeVirt],
        standards: ["NIST SP 800-125 guest OS security"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.IsTemplate.Is(true) || machine.IsDisposable || !context.Is(machine.IsBackedUp, false))
            return;

        var defect = machine.HasDisksInBackup.Is(false) ? "is backed up without any of its disks" : "is covered by no enabled backup job";
        context.Report(machine, machine.IsBackedUp, "Guest", machine.Name, defect).Advise("add the guest to a job, or label it as disposable");
    }

    public override void Check(BackupJob job, RuleContext context)
    {
        if (context.Is(job.IsEmpty, true))
            context.Report(job, job.IsEmpty, "Backup job", job.Name, "selects no guest").Advise("name guests or a pool, or select all");
    }
}
