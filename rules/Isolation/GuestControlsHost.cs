using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags guests whose tools may change their own hardware, wear out their storage or look at their host.</summary>
public sealed class GuestControlsHost() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5021",
        title: "Guest can change or read the host through its tools",
        message: "{0} {1}: {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Vmware, Platform.KubeVirt, Platform.OpenStack, Platform.Packer],
        securitySeverity: 5.3,
        standards: ["CWE-200"]);

    /// <summary>What the platform allows, and all that any tool has been seen to need.</summary>
    private const int MaxGuestInfo = 1_048_576;

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        Check(machine, machine.MayShrinkDisks, "may have its disks shrunk over and over, until they cannot be used", context);
        Check(machine, machine.MayWipeDisks, "may have its disks wiped over and over, until they cannot be used", context);
        Check(machine, machine.MayChangeDevices, "may connect, disconnect and set up its own devices", context);
        Check(machine, machine.MayReadHost, "may read what its host is and how busy it is", context);
        if (context.States(machine.ToolsOpening, static _ => true))
        {
            context.Report(machine, machine.ToolsOpening, "A guest with this file", $"lets those who manage its platform {machine.ToolsOpening.Value}", machine.ToolsOpening.Statement)
                .Advise("set it to 'false', and bring the tools along with the guest's other software");
        }

        if (context.States(machine.GuestInfoLimit, static bytes => bytes is <= 0 or > MaxGuestInfo))
        {
            context.Report(machine, machine.GuestInfoLimit, $"Guest '{machine.Name}'", "may fill the host's storage through its own configuration", machine.GuestInfoLimit.Statement)
                .Fix(machine.GuestInfoLimit, MaxGuestInfo, isSafe: true);
        }
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.ShowsHostSerial, true))
        {
            context.Report(hypervisor, hypervisor.ShowsHostSerial, $"Every guest of '{hypervisor.Name}'", "may read the serial number of its host, and so who shares it", hypervisor.ShowsHostSerial.Statement)
                .Fix(hypervisor.ShowsHostSerial, false, isSafe: true);
        }
    }

    private static void Check(VirtualMachine machine, Fact<bool> may, string harm, RuleContext context)
    {
        if (!context.States(may, true))
            return;

        var finding = context.Report(machine, may, $"Guest '{machine.Name}'", harm, may.Statement).Fix(may, false, isSafe: true);
        if (finding.Help is null)
            finding.Advise("take it away, unless a program in the guest is known to need it");
    }
}
