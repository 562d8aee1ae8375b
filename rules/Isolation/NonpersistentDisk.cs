using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags disks that forget what was written to them, logs and patches included.</summary>
public sealed class NonpersistentDisk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5091",
        title: "Disk forgets its changes at power-off",
        message: "Disk '{0}' of '{1}' forgets logs, patches and an intruder's traces when the guest is powered off: {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware],
        securitySeverity: 4.3);

    public override void Check(Disk disk, RuleContext context)
    {
        if (disk.Guest is { IsDisposable: false } guest && !disk.IsMedium && context.States(disk.IsTransient, true) && !IsMeantTo(guest, context))
            context.Report(disk, disk.IsTransient, disk.Name, guest.Name, disk.IsTransient.Statement).Advise("make the disk persistent, or label the guest as a kiosk, desktop or honeypot");
    }

    private static bool IsMeantTo(VirtualMachine guest, RuleContext context)
    {
        var labels = context.Options.List("virtlint.nonpersistent_labels", "kiosk", "desktop", "vdi", "honeypot");
        return guest.Tags.Or("").Split(';', ',', ' ').Append(guest.Purpose.Or("")).Intersect(labels, StringComparer.OrdinalIgnoreCase).Any();
    }
}
