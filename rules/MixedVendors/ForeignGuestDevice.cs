using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags paravirtual devices of one hypervisor in a guest of another.</summary>
public sealed class ForeignGuestDevice() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8021",
        title: "Guest keeps the devices or agent of another vendor",
        message: "Guest '{0}' {1}",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.KubeVirt],
        securitySeverity: 3.7);

    public override void Check(VirtualDevice device, RuleContext context)
    {
        if (!context.Is(device.Family, DeviceFamily.Vmware) || device.Owner is not VirtualMachine machine || IsNestedHypervisor(machine))
            return;

        // Systems that are old or unnamed may have no driver for anything else: macOS has one for VMware's devices alone.
        if (machine.OperatingSystem.IsKnown && !machine.OperatingSystem.Value.IsModern)
            return;

        context.Report(device, device.Family, machine.Name, $"keeps VMware's paravirtual device '{device.Name}' ({device.Family.Phrase}), emulation that few review on this hypervisor").Fix(device.Family, DeviceFamily.Virtio);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if ((machine.DeployedTo ?? context.Site.Platform) is not (Platform.Libvirt or Platform.ProxmoxVe or Platform.OpenStack or Platform.KubeVirt or Platform.Harvester))
            return;

        // A list for every hypervisor has the agents of all; each of them looks first where it is.
        const string Foreign = "open-vm-tools";
        const string Native = "qemu-guest-agent";
        if (IsNestedHypervisor(machine) || !context.Is(machine.FirstBootPackages, packages => packages.Has(Foreign) && !packages.Has(Native)))
            return;

        context.Report(machine, machine.FirstBootPackages, machine.Name, $"installs '{Foreign}', the agent of VMware's hypervisors, which finds nobody to talk to here, and none that this one has")
            .Advise($"install '{Native}' instead");
    }

    /// <summary>VMware's own hypervisor, as a guest, has drivers for nothing else.</summary>
    private static bool IsNestedHypervisor(VirtualMachine machine) =>
        machine.IsLabelledHypervisor
        || machine.Name.IndexOf("esx", StringComparison.OrdinalIgnoreCase) >= 0
        || machine.DisplayName.Is(static name => name.IndexOf("esx", StringComparison.OrdinalIgnoreCase) >= 0)
        || machine.Parts<CpuFeature>().Any(static feature => feature.OffersVirtualization && feature.Policy.Is(CpuFeaturePolicy.Required));
}
