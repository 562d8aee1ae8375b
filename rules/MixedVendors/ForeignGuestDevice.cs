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
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.KubeVirt, Platform.Vmware, Platform.Packer],
        securitySeverity: 3.7);

    private const string AgentOfVmware = "open-vm-tools";
    private const string AgentOfQemu = "qemu-guest-agent";

    public override void Check(VirtualDevice device, RuleContext context)
    {
        if (device.Owner is not VirtualMachine machine)
            return;

        if (RunsOnVmware(machine, context))
        {
            if (context.Is(device.Family, DeviceFamily.Virtio))
            {
                context.Report(device, device.Family, machine.Name, $"asks for QEMU's paravirtual device '{device.Name}' ({device.Family.Phrase}), which VMware's hypervisors do not have")
                    .Advise("use VMware's own paravirtual device");
            }

            return;
        }

        if (!context.Is(device.Family, DeviceFamily.Vmware) || IsNestedHypervisor(machine))
            return;

        // Systems that are old or unnamed may have no driver for anything else: macOS has one for VMware's devices alone.
        if (machine.OperatingSystem.IsKnown && !machine.OperatingSystem.Value.IsModern)
            return;

        context.Report(device, device.Family, machine.Name, $"keeps VMware's paravirtual device '{device.Name}' ({device.Family.Phrase}), emulation that few review on this hypervisor").Fix(device.Family, DeviceFamily.Virtio);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (RunsOnVmware(machine, context))
        {
            if (context.Is(machine.FirstBootPackages, static packages => packages.Has(AgentOfQemu) && !packages.Has(AgentOfVmware)))
            {
                context.Report(machine, machine.FirstBootPackages, machine.Name, $"installs '{AgentOfQemu}', the agent of QEMU's hypervisors, which finds nobody to talk to here, and not the one that this hypervisor has")
                    .Advise($"install '{AgentOfVmware}' instead");
            }

            return;
        }

        if ((machine.DeployedTo ?? context.Site.Platform) is not (Platform.Libvirt or Platform.ProxmoxVe or Platform.OpenStack or Platform.KubeVirt or Platform.Harvester))
            return;

        // A list for every hypervisor has the agents of all; each of them looks first where it is.
        if (IsNestedHypervisor(machine) || !context.Is(machine.FirstBootPackages, static packages => packages.Has(AgentOfVmware) && !packages.Has(AgentOfQemu)))
            return;

        context.Report(machine, machine.FirstBootPackages, machine.Name, $"installs '{AgentOfVmware}', the agent of VMware's hypervisors, which finds nobody to talk to here, and none that this one has")
            .Advise($"install '{AgentOfQemu}' instead");
    }

    private static bool RunsOnVmware(VirtualMachine machine, RuleContext context) => (machine.DeployedTo ?? context.Site.Platform) is Platform.Vmware;

    /// <summary>VMware's own hypervisor, as a guest, has drivers for nothing else.</summary>
    private static bool IsNestedHypervisor(VirtualMachine machine) =>
        machine.IsLabelledHypervisor
        || machine.Name.IndexOf("esx", StringComparison.OrdinalIgnoreCase) >= 0
        || machine.DisplayName.Is(static name => name.IndexOf("esx", StringComparison.OrdinalIgnoreCase) >= 0)
        || machine.Parts<CpuFeature>().Any(static feature => feature.OffersVirtualization && feature.Policy.Is(CpuFeaturePolicy.Required));
}
