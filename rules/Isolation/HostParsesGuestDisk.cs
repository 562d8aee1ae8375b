using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags hosts that mount the disks of guests.</summary>
public sealed class HostParsesGuestDisk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5033",
        title: "Host opens the guest's file system with high rights",
        message: "{0}: {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.Xen],
        securitySeverity: 7.1,
        standards: ["CWE-250"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.WritesIntoGuestDisks, true))
            context.Report(hypervisor, hypervisor.WritesIntoGuestDisks, $"'{hypervisor.Name}' mounts disks that guests control to put passwords or keys into them", hypervisor.WritesIntoGuestDisks.Statement).Fix(hypervisor.WritesIntoGuestDisks, false, isSafe: true);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.HostParsesDisks, true))
        {
            context.Report(machine, machine.HostParsesDisks, $"The host reads the file systems of '{machine.Name}' as its administrator to find a kernel", machine.HostParsesDisks.Statement)
                .Advise("restrict the boot loader, or use one that runs within the guest");
        }
    }
}
