using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags random numbers that come over the network, or that a guest may draw without limit.</summary>
public sealed class UnsafeEntropySource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5065",
        title: "Entropy of host or guest is remote, unlimited or reduced",
        message: "{0} '{1}' {2}: {3}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Packer],
        securitySeverity: 4.3,
        standards: ["CWE-331"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.UsesHardwareRandom, false))
            context.Report(hypervisor, hypervisor.UsesHardwareRandom, "Host", hypervisor.Name, "draws no random numbers from its processor's generator", hypervisor.UsesHardwareRandom.Statement).Fix(hypervisor.UsesHardwareRandom, true);
    }

    public override void Check(EntropyDevice device, RuleContext context)
    {
        if (device.Owner is not VirtualMachine machine)
            return;

        if (context.Is(device.Source, EntropySource.NetworkService))
        {
            context.Report(device, device.Source, "Guest", machine.Name, "takes its random numbers from the network, where others can read or choose them", device.Source.Phrase)
                .Advise("take them from the host's own generator");
        }

        if (context.Is(device.Limit, 0))
            context.Report(device, device.Limit, "Guest", machine.Name, "may draw random numbers from its host without limit", device.Limit.Phrase).FixByRemoving(device.Limit, isSafe: true);
    }
}
