using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags a guest that its host cannot ask how it is.</summary>
public sealed class GuestAgentMissing() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6040",
        title: "Hypervisor cannot see into the guest",
        message: "Guest agent of '{0}' is off{1}, so that the host knows neither its addresses nor when its file systems are at rest",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.HyperV, Platform.OpenStack],
        profile: Profile.Strict,
        standards: ["NIST SP 800-125 guest OS security"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.IsTemplate.Is(true) || machine.IsContainer.Is(true) || machine.IsCalledTemplate.Is(true) || machine.IsDisposable)
            return;

        // Systems that are out of date by years have no agent that could be installed.
        if (machine.OperatingSystem.Is(static system => !system.IsModern && system.Family is SystemFamily.Windows))
            return;

        if (context.Is(machine.GuestAgent, false))
        {
            context.Report(machine, machine.GuestAgent, machine.DisplayName.Or(machine.Name), machine.GuestAgent.IsStated ? "" : " by default")
                .Fix(machine.GuestAgent, true, isSafe: true)
                .Advise("install the agent in the guest, and give it the channel to its host");
        }
    }
}
