using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags random numbers that come over the network, or that a guest may draw without limit.</summary>
public sealed class UnsafeEntropySource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5065",
        title: "Entropy of host or guest is remote, unlimited or reduced",
        message: "Guest '{0}' {1}: {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 4.3,
        standards: ["CWE-331"]);

    public override void Check(EntropyDevice device, RuleContext context)
    {
        if (device.Owner is not VirtualMachine machine)
            return;

        if (context.Is(device.Source, EntropySource.NetworkService))
        {
            context.Report(device, device.Source, machine.Name, "takes its random numbers from the network, where others can read or choose them", device.Source.Phrase)
                .Advise("take them from the host's own generator");
        }

        if (context.Is(device.Limit, 0))
            context.Report(device, device.Limit, machine.Name, "may draw random numbers from its host without limit", device.Limit.Phrase).FixByRemoving(device.Limit, isSafe: true);
    }
}
