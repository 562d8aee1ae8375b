using System.Collections.Generic;
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
        platforms: [Platform.Libvirt, Platform.Incus, Platform.VirtualBox, Platform.Vagrant, Platform.Qemu],
        securitySeverity: 5.9,
        standards: ["CWE-1327"]);

    public override void Check(NetworkInterface nic, RuleContext context) => Judge(nic, nic.Description, nic.ForwardedPorts, context);

    public override void Check(VirtualMachine machine, RuleContext context) => Judge(machine, $"'{machine.Name}'", machine.ForwardedPorts, context);

    private static void Judge(Entity entity, string guest, IReadOnlyList<Fact<ListenAddress>> ports, RuleContext context)
    {
        foreach (var port in ports)
        {
            if (context.Is(port, static address => address.Exposure is Exposure.Everywhere))
            {
                var finding = context.Report(entity, port, guest, port.IsStated ? $"all of its addresses: {port.Phrase}" : "all of its addresses by default")
                    .Fix(port, ListenAddress.Of("127.0.0.1"), isSafe: true);
                if (finding.Help is null)
                    finding.Advise("name the one address of the host on which it is wanted");
            }
        }
    }
}
