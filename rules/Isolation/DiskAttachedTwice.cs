using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags disks that two guests of one host write to without having said so.</summary>
public sealed class DiskAttachedTwice() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5093",
        title: "Two guests write to one disk",
        message: "'{0}' is disk '{1}' of '{2}' and disk '{3}' of '{4}': whichever writes second destroys the file system of the other",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Xen, Platform.Vmware]);

    public override void Check(Site site, RuleContext context)
    {
        var owners = new Dictionary<string, Disk>(StringComparer.Ordinal);
        foreach (var disk in site.All<Disk>())
        {
            if (!disk.IsWritable || disk.IsTransient.Is(true) || disk.Guest is not { } guest || guest.IsTemplate.Is(true)
                || disk.IsShared.IsUnresolved || disk.IsShared.Is(true) || !disk.Location.IsStated || disk.Location.Is("/dev/null"))
            {
                continue;
            }

            if (!owners.TryGetValue(disk.Location.Value, out var other))
            {
                owners.Add(disk.Location.Value, disk);
            }
            else if (other.Guest is { } first && !guest.IsTwinOf(first))
            {
                context.Report(disk, disk.Source, disk.Source.AsWritten, other.Name, first.Name, disk.Name, guest.Name)
                    .Relate(other.Source.Origin ?? other.Origin, $"'{first.Name}' has it too")
                    .Advise("give each guest a disk of its own, or mark the disk as shareable in both when a cluster file system is on it");
            }
        }
    }
}
