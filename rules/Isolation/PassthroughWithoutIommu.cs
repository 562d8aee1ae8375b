using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a host that passes devices through although the IOMMU cannot hold them apart.</summary>
public sealed class PassthroughWithoutIommu() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5002",
        title: "Device passthrough runs without IOMMU protection",
        message: "{0}: {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt],
        securitySeverity: 8.4,
        standards: ["CWE-653", "NIST SP 800-125A device passthrough"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.ChecksDeviceIsolation, false))
            Report(hypervisor, hypervisor.ChecksDeviceIsolation, "devices behind a switch that does not isolate them are passed to guests", context).Fix(hypervisor.ChecksDeviceIsolation, true);
    }

    private static Finding Report(Hypervisor hypervisor, Fact fact, string harm, RuleContext context) =>
        context.Report(hypervisor, fact, hypervisor.Name, harm);
}
