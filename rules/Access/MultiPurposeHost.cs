using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a production guest that somebody runs from a desktop.</summary>
public sealed class MultiPurposeHost() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1061",
        title: "Guests run on a desktop product or a multi-purpose host",
        message: "Guest '{0}' is labelled {1}, and runs in the session of one user",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.VirtualBox],
        securitySeverity: 5.9,
        standards: ["NIST SP 800-125 hypervisor security"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.BelongsToDesktopUser.Is(true) && context.States(machine.Stage, GuestStage.Production))
        {
            context.Report(machine, machine.Stage, machine.Name, machine.Stage.Phrase)
                .Advise("define it on a host that does nothing but run guests");
        }
    }
}
