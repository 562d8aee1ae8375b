using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a data directory of the host that a guest can write to.</summary>
public sealed class WritableHostShare() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5011",
        title: "Guest can write to a shared host directory",
        message: "'{0}' can write to '{1}' of the host",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Incus, Platform.VirtualBox, Platform.Qemu, Platform.KubeVirt],
        profile: Profile.Strict,
        securitySeverity: 4.8,
        standards: ["CWE-668"]);

    public override void Check(SharedFolder folder, RuleContext context)
    {
        if (folder.Owner is not VirtualMachine machine || !(context.IsAbsent(folder.IsReadOnly) || context.Is(folder.IsReadOnly, false)))
            return;

        // The root file system of a container is no share, however it is written.
        if (folder.Name == "/" && context.Is(machine.IsContainer, true))
            return;

        // A name in the cluster's inventory is all that is known until the inventory is read.
        if (context.IsAbsent(folder.HostPath))
        {
            if (context.Is(folder.Directory, static _ => true))
                context.Report(folder, folder.Directory, machine.Name, folder.Directory.Value);

            return;
        }

        var roots = context.Options.List("virtlint.share_roots");
        if (context.Is(folder.HostPath, path => !HostFileSystem.HoldSystem(path) && !HostFileSystem.HoldPrograms(path) && !roots.Any(root => HostFileSystem.IsWithin(path, root))))
            context.Report(folder, folder.HostPath, machine.Name, folder.HostPath.Value).Fix(folder.IsReadOnly, true);
    }
}
