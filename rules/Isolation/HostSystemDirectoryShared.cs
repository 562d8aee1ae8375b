using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a guest that mounts what the host itself lives from.</summary>
public sealed class HostSystemDirectoryShared() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5010",
        title: "System directory of the host is shared into a guest",
        message: "'{0}' mounts '{1}', which belongs to the host's own system",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.KubeVirt, Platform.Xen, Platform.VirtualBox, Platform.Vagrant, Platform.Qemu, Platform.Vmware],
        securitySeverity: 8.8,
        standards: ["CWE-668", "NIST SP 800-125 guest OS isolation"]);

    public override void Check(SharedFolder folder, RuleContext context)
    {
        if (folder.Owner is not VirtualMachine machine)
            return;

        var holdsSystem = context.Is(folder.HostPath, HostFileSystem.HoldSystem);
        if (!holdsSystem && !(context.Is(folder.HostPath, HostFileSystem.HoldPrograms) && IsWritable(folder, context)))
            return;

        var finding = context.Report(folder, folder.HostPath, machine.Name, folder.HostPath.Value)
            .Advise("share a directory that holds only the guest's data");

        // With ids of its own the container's root is nobody to the host's files.
        if (context.Is(machine.IsPrivileged, false))
            finding.At(DiagnosticSeverity.Warning);
    }

    /// <summary>Where the platform keeps guests from hosts' files, whoever may name one in a guest may name any.</summary>
    public override void Check(Disk disk, RuleContext context)
    {
        if (context.Is(disk.NamesHostFile, true))
            context.Report(disk, disk.NamesHostFile, disk.GuestName, disk.NamesHostFile.AsWritten).Advise("keep the disk in a volume of a storage class");
    }

    private static bool IsWritable(SharedFolder folder, RuleContext context) =>
        context.IsAbsent(folder.IsReadOnly) || context.Is(folder.IsReadOnly, false);
}
