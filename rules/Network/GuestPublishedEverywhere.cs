using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests whose ports the host offers on all of its addresses, and those that get a public one unasked.</summary>
public sealed class GuestPublishedEverywhere() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4023",
        title: "Guest is published on every host address",
        message: "{0}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Incus, Platform.VirtualBox, Platform.Vagrant, Platform.Qemu, Platform.OpenStack],
        securitySeverity: 5.9,
        standards: ["CWE-1327"]);

    public override void Check(NetworkInterface nic, RuleContext context) => Judge(nic, nic.Description, nic.ForwardedPorts, context);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        Judge(machine, $"'{machine.Name}'", machine.ForwardedPorts, context);

        // What is stated was chosen.
        if (!machine.GetsPublicAddress.IsStated && context.Is(machine.GetsPublicAddress, true))
            context.Report(machine, machine.GetsPublicAddress, $"'{machine.Name}' is given a public address by default, where the cloud has any").Advise("say whether it needs one, and which");
    }

    private static void Judge(Entity entity, string guest, IReadOnlyList<Fact<ListenAddress>> ports, RuleContext context)
    {
        foreach (var port in ports)
        {
            if (context.Is(port, static address => address.Exposure is Exposure.Everywhere))
            {
                var finding = context.Report(entity, port, $"The host forwards a port to {guest} on all of its addresses{(port.IsStated ? $": {port.Phrase}" : " by default")}")
                    .Fix(port, ListenAddress.Of("127.0.0.1"), isSafe: true);
                if (finding.Help is null)
                    finding.Advise("name the one address of the host on which it is wanted");
            }
        }
    }
}
