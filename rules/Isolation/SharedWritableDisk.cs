using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags disks that several guests may write at once.</summary>
public sealed class SharedWritableDisk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5092",
        title: "Disk is shared writable between guests",
        message: "Disk '{0}'{1} is shareable and writable: guests without a cluster file system destroy each other's data",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.OpenStack],
        profile: Profile.Strict,
        securitySeverity: 3.7);

    public override void Check(Disk disk, RuleContext context)
    {
        if (context.States(disk.IsShared, true) && !disk.IsMedium)
            context.Report(disk, disk.IsShared, disk.Name, disk.Owner is null ? "" : $" of '{disk.GuestName}'").Advise("make the disk read-only, or say in a suppression comment which cluster shares it");
    }
}
