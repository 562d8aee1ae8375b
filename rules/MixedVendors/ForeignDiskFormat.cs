using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags disks that a guest writes in the format of another hypervisor.</summary>
public sealed class ForeignDiskFormat() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8022",
        title: "Disk format belongs to another hypervisor",
        message: "{0} {1}",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.HyperV],
        securitySeverity: 4.3);

    public override void Check(Disk disk, RuleContext context)
    {
        if (disk.IsMedium || !disk.Use.Is(DiskUse.Disk))
            return;

        if ((disk.DeployedTo ?? context.Site.Platform) is Platform.Vmware)
        {
            CheckOnVmware(disk, context);
            return;
        }

        if ((disk.DeployedTo ?? context.Site.Platform) is Platform.HyperV)
        {
            CheckOnHyperV(disk, context);
            return;
        }

        if (context.Is(disk.Format, static format => format.ForeignTo() is not null))
        {
            context.Report(disk, disk.Format, $"Disk '{disk.Name}' of '{disk.GuestName}'",
                    $"is a {disk.Format.Value.ForeignTo()} image, which KVM reads only by compatibility, without encryption, snapshots or locks")
                .Advise("convert the image to 'qcow2' or 'raw'");
            return;
        }

        if (context.Is(disk.Format, static format => format is DiskFormat.Raw or DiskFormat.Qcow2)
            && context.Is(disk.Source, static path => DiskFormats.ByName(path)?.ForeignTo() is not null))
        {
            context.Report(disk, disk.Source, $"Disk '{disk.Name}' of '{disk.GuestName}'",
                    $"is read as '{(disk.Format.IsStated ? disk.Format.AsWritten : "raw")}' although '{disk.Source.AsWritten}' is a {DiskFormats.ByName(disk.Source.Value)?.ForeignTo()} image by name, so that the guest would see the container's own bytes")
                .Advise("convert the image to 'qcow2' or 'raw', and name it after its format");
        }
    }

    private static void CheckOnVmware(Disk disk, RuleContext context)
    {
        if (context.Is(disk.Format, static format => format is not DiskFormat.Vmdk && OwnerOf(format) is not null))
        {
            context.Report(disk, disk.Format, $"Disk '{disk.Name}' of '{disk.GuestName}'", $"is an image of {OwnerOf(disk.Format.Value)} ('{disk.Format.AsWritten}'), from which no hypervisor of VMware's starts a guest")
                .Advise("convert the image to 'vmdk'");
        }
    }

    /// <summary>It opens its own formats alone, whatever a file holds.</summary>
    private static void CheckOnHyperV(Disk disk, RuleContext context)
    {
        if (context.Is(disk.Format, static format => format is not (DiskFormat.Vhd or DiskFormat.Vhdx or DiskFormat.Iso)))
        {
            context.Report(disk, disk.Format, $"Disk '{disk.Name}' of '{disk.GuestName}'", "is by its name in a format of other hypervisors, which this one does not open")
                .Advise("convert the image to 'vhdx'");
        }
    }

    private static string? OwnerOf(DiskFormat format) => format is DiskFormat.Qcow or DiskFormat.Qcow2 or DiskFormat.Qed ? "QEMU" : format.ForeignTo();

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.Target, ImageTarget.Kvm) && context.Is(image.Format, static format => format.ForeignTo() is not null))
        {
            context.Report(image, image.Format, $"Image '{image.Name}'", $"is a {image.Format.Value.ForeignTo()} image ('{image.Format.AsWritten}') for guests of KVM, which reads it only by compatibility")
                .Relate(image.Target.Origin ?? image.Origin, "this says that its guests run on KVM")
                .Advise("convert the image to 'qcow2' or 'raw'");
        }
        else if (context.Is(image.Target, ImageTarget.Vmware) && context.Is(image.Format, static format => format is not (DiskFormat.Vmdk or DiskFormat.Iso)))
        {
            context.Report(image, image.Format, $"Image '{image.Name}'", $"is in the format '{image.Format.AsWritten}' for guests of VMware, which start from 'vmdk' and 'iso' alone")
                .Relate(image.Target.Origin ?? image.Origin, "this says that its guests run on VMware")
                .Advise("convert the image to 'vmdk'");
        }
    }
}
