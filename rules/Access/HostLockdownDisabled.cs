using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags hosts that a manager runs and that still let everybody with an account log in to themselves.</summary>
public sealed class HostLockdownDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1060",
        title: "Managed host accepts direct administrator logins",
        message: "Host '{0}' can be changed past its manager by {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Vmware],
        securitySeverity: 5.4,
        standards: ["ESXI-80-000008", "SCG esxi-8.lockdown-mode", "CIS ESXi 3.20"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.Lockdown, HostLockdown.None))
            context.Report(hypervisor, hypervisor.Lockdown, hypervisor.Name, $"whoever logs in to it: lockdown is {hypervisor.Lockdown.Phrase}").Fix(hypervisor.Lockdown, HostLockdown.Normal);

        if (context.States(hypervisor.LockdownExemptions, static _ => true))
            context.Report(hypervisor, hypervisor.LockdownExemptions, hypervisor.Name, $"accounts that lockdown exempts at its screen: {hypervisor.LockdownExemptions.Phrase}").Advise("leave root alone on the list");
    }
}
