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
        message: "Guest '{0}' keeps VMware's paravirtual device '{1}' ({2}), emulation that few review on this hypervisor",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack],
        securitySeverity: 3.7);

    public override void Check(VirtualDevice device, RuleContext context)
    {
        if (!context.Is(device.Family, DeviceFamily.Vmware) || device.Owner is not VirtualMachine machine || IsNestedHypervisor(machine))
            return;

        // Systems that are old or unnamed may have no driver for anything else: macOS has one for VMware's devices alone.
        if (machine.OperatingSystem.IsKnown && !machine.OperatingSystem.Value.IsModern)
            return;

        context.Report(device, device.Family, machine.Name, device.Name, device.Family.Phrase).Fix(device.Family, DeviceFamily.Virtio);
    }

    /// <summary>VMware's own hypervisor, as a guest, has drivers for nothing else.</summary>
    private static bool IsNestedHypervisor(VirtualMachine machine) =>
        machine.IsLabelledHypervisor
        || machine.Name.IndexOf("esx", StringComparison.OrdinalIgnoreCase) >= 0
        || machine.DisplayName.Is(static name => name.IndexOf("esx", StringComparison.OrdinalIgnoreCase) >= 0)
        || machine.Parts<CpuFeature>().Any(static feature => feature.OffersVirtualization && feature.Policy.Is(CpuFeaturePolicy.Required));
}
