using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a device model or TPM emulator that runs as root.</summary>
public sealed class HypervisorRunsAsRoot() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5042",
        title: "Device model runs as root",
        message: "{0} as root: '{1}'",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.KubeVirt, Platform.Xen, Platform.Qemu],
        securitySeverity: 8.2,
        standards: ["CWE-250", "NIST SP 800-125A device emulation"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.IsUserSession, true))
            return;

        if (context.States(hypervisor.RunsAs, IsRoot))
            context.Report(hypervisor, hypervisor.RunsAs, "Every guest's device model runs", hypervisor.RunsAs.AsWritten).Advise("name the distribution's service user, or remove the key");

        if (context.States(hypervisor.TpmEmulatorRunsAs, IsRoot))
            context.Report(hypervisor, hypervisor.TpmEmulatorRunsAs, "Every software TPM runs", hypervisor.TpmEmulatorRunsAs.AsWritten).Fix(hypervisor.TpmEmulatorRunsAs, "tss");
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.RunsAs, IsRoot))
            context.Report(machine, machine.RunsAs, $"The device model of '{machine.Name}' runs", machine.RunsAs.AsWritten).Advise("name the hypervisor's service user");
    }

    /// <summary>By name or number; a plus sign says that the number is not a name.</summary>
    private static bool IsRoot(string user) => user is "root" or "0" or "+0";
}
