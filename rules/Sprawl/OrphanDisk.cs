using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags disks that no guest uses.</summary>
public sealed class OrphanDisk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7010",
        title: "Disk belongs to no guest",
        message: "Disk '{0}'{1} {2}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.KubeVirt, Platform.Libvirt],
        securitySeverity: 3.7,
        standards: ["NIST SP 800-125 image management"]);

    public override void Check(Disk disk, RuleContext context)
    {
        if (context.Is(disk.Use, DiskUse.Detached) && disk.Source.IsKnown)
        {
            context.Report(disk, disk.Source, disk.Name, Owner(disk), $"is detached, but keeps its data in '{disk.Source.AsWritten}'")
                .Advise("attach the disk again, or delete it once its data are not needed");
        }

        if (context.Is(disk.OutlivesGuest, true) && disk.IsLabelled.State is FactState.Absent)
        {
            context.Report(disk, disk.OutlivesGuest, disk.Name, Owner(disk), disk.OutlivesGuest.IsStated ? "is made for it, but stays when it is deleted" : "is made for it, but stays by default when it is deleted")
                .At(DiagnosticSeverity.Info)
                .Fix(disk.OutlivesGuest, false)
                .Advise("delete it along with the guest, or make it a resource of its own");
        }

        if (context.States(disk.IsNamed, false))
        {
            context.Report(disk, disk.IsNamed, disk.Name, Owner(disk), "is named by no guest or other object of the same files, while other disks are")
                .Advise("remove it once its data are not needed, or label what it is kept for: 'golden', 'base', 'template'");
        }
    }

    private static string Owner(Disk disk) => disk.Owner is { } owner ? $" of '{owner.Name}'" : "";
}
