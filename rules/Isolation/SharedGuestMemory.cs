using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags confidential guests whose memory pages may be merged with those of others.</summary>
public sealed class SharedGuestMemory() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5063",
        title: "Memory of guests is merged or not cleaned",
        message: "{0} with those of other guests: {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.KubeVirt, Platform.Vmware, Platform.CloudHypervisor, Platform.Libvirt],
        securitySeverity: 5.3,
        standards: ["CWE-1303"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.MergesMemory, true))
        {
            context.Report(hypervisor, hypervisor.MergesMemory, $"'{hypervisor.Name}' merges the memory pages of a guest", hypervisor.MergesMemory.Phrase)
                .Advise("switch it off, or limit it to hosts whose guests are of one tenant");
        }
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        // Where guests carry no labels, none is told apart, and the platform keeps pages apart unless somebody asks for it.
        if (!machine.HasPlaceForLabels && !machine.IsConfidential && context.States(machine.MergesMemory, true))
        {
            context.Report(machine, machine.MergesMemory, $"The host may merge the memory pages of guest '{machine.Name}'", machine.MergesMemory.Phrase).Fix(machine.MergesMemory, false, isSafe: true);
            return;
        }

        // Encrypted pages are never equal.
        if (machine.IsConfidential || !machine.Sensitivity.Is(Sensitivity.High) || !context.Is(machine.MergesMemory, true))
            return;

        context.Report(machine, machine.MergesMemory, $"Guest '{machine.Name}' is labelled as confidential, but its host may merge its memory pages", machine.MergesMemory.Phrase).Fix(machine.MergesMemory, false, isSafe: true);
    }
}
