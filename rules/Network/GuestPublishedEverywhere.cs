using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests whose ports the host offers on all of its addresses.</summary>
public sealed class GuestPublishedEverywhere() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4023",
        title: "Guest is published on every host address",
        message: "The host forwards a port to {0} on {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt],
        securitySeverity: 5.9,
        standards: ["CWE-1327"]);

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        foreach (var port in nic.ForwardedPorts)
        {
            if (context.Is(port, static address => address.Exposure is Exposure.Everywhere))
            {
                context.Report(nic, port, nic.Description, port.IsStated ? $"all of its addresses: {port.Phrase}" : "all of its addresses by default")
                    .Fix(port, ListenAddress.Of("127.0.0.1"), isSafe: true);
            }
        }
    }
}
