using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags a guest that others depend on and that nothing restarts when it hangs.</summary>
public sealed class NoWatchdog() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6050",
        title: "Critical guest has no watchdog",
        message: "'{0}' is labelled {1}, and no watchdog acts when it hangs{2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.OpenStack],
        profile: Profile.Strict,
        standards: ["NIST SP 800-125 guest OS security"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (!context.Is(machine.Stage, GuestStage.Production) || machine.IsTemplate.Is(true) || !context.Is(machine.Watchdog, false))
            return;

        context.Report(machine, machine.Watchdog, machine.DisplayName.Or(machine.Name), machine.Stage.Phrase, machine.Watchdog.IsStated ? $": {machine.Watchdog.Phrase}" : "")
            .Fix(machine.Watchdog, true)
            .Advise("add a watchdog device, and let a service in the guest feed it");
    }
}
