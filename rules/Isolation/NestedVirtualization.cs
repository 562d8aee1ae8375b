using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags virtualization extensions that are handed to a guest by name.</summary>
public sealed class NestedVirtualization() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5060",
        title: "Guest is given hardware virtualization",
        message: "Guest '{0}' may run guests of its own: CPU feature '{1}' widens what the host's kernel emulates for it",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Xen, Platform.HyperV, Platform.VirtualBox, Platform.Vagrant, Platform.Qemu, Platform.Packer],
        profile: Profile.Strict,
        securitySeverity: 4.0,
        standards: ["NIST SP 800-125A nested virtualization"]);

    public override void Check(CpuFeature feature, RuleContext context)
    {
        if (!feature.OffersVirtualization || !context.Is(feature.Policy, CpuFeaturePolicy.Required) || feature.Owner is not VirtualMachine { IsLabelledHypervisor: false } machine)
            return;

        // Windows' virtualization-based security is a hypervisor below the guest's own kernel, and needs them.
        if (machine.OperatingSystem.Is(static system => system is { Family: SystemFamily.Windows, IsModern: true } or { IsHypervisor: true }))
            return;

        var finding = context.Report(feature, feature.Policy, machine.Name, feature.Name).Fix(feature.Policy, CpuFeaturePolicy.Disabled, isSafe: true);
        if (finding.Help is null)
            finding.Advise($"remove '{feature.Policy.AsWritten}'");
    }
}
