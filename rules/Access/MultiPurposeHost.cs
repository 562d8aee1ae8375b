using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a production guest that somebody runs from a desktop, and hosts of guests that do other work.</summary>
public sealed class MultiPurposeHost() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1061",
        title: "Guests run on a desktop product or a multi-purpose host",
        message: "{0}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.VirtualBox, Platform.OpenStack, Platform.HyperV],
        securitySeverity: 5.9,
        standards: ["NIST SP 800-125 hypervisor security"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.OtherRoles, static _ => true))
            context.Report(hypervisor, hypervisor.OtherRoles, $"Host '{hypervisor.Name}' runs guests beside {hypervisor.OtherRoles.Value}, so that whoever breaks out of one reaches those").Advise("leave guests to the hosts that do nothing else");
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.BelongsToDesktopUser.Is(true) && context.States(machine.Stage, GuestStage.Production))
        {
            context.Report(machine, machine.Stage, $"Guest '{machine.Name}' is labelled {machine.Stage.Phrase}, and runs in the session of one user")
                .Advise("define it on a host that does nothing but run guests");
        }
    }
}
