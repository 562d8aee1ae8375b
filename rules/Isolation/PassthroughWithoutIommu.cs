using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a host that passes devices through although the IOMMU cannot hold them apart.</summary>
public sealed class PassthroughWithoutIommu() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5002",
        title: "Device passthrough runs without IOMMU protection",
        message: "With {1} in '{0}', {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.Xen],
        securitySeverity: 8.4,
        standards: ["CWE-653", "NIST SP 800-125A device passthrough"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.ChecksDeviceIsolation, false))
            Report(hypervisor, hypervisor.ChecksDeviceIsolation, "devices behind a switch that does not isolate them are passed to guests", context).Fix(hypervisor.ChecksDeviceIsolation, true);

        if (context.States(hypervisor.RemapsInterrupts, false))
            Report(hypervisor, hypervisor.RemapsInterrupts, "a passed-through device can forge interrupts of the host", context).Advise("remove the option; firmware that cannot remap interrupts needs an update");

        if (context.States(hypervisor.UsesIommu, false))
            Report(hypervisor, hypervisor.UsesIommu, "a device that is handed on reads and writes all memory of the host", context).Advise("remove the option, and switch the IOMMU on in firmware and kernel");
    }

    private static Finding Report(Hypervisor hypervisor, Fact fact, string harm, RuleContext context) =>
        context.Report(hypervisor, fact, hypervisor.Name, $"'{fact.Key}' at '{fact.AsWritten}'", harm);
}
