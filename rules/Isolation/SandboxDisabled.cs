using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a host or container whose sandbox was taken down.</summary>
public sealed class SandboxDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5041",
        title: "Sandbox around the device model is switched off",
        message: "{0}: '{1}'",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.KubeVirt, Platform.Firecracker, Platform.CloudHypervisor],
        securitySeverity: 8.2,
        standards: ["CWE-693", "NIST SP 800-125A device emulation"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.IsUserSession, true))
            return;

        if (context.States(hypervisor.FiltersSystemCalls, false))
            context.Report(hypervisor, hypervisor.FiltersSystemCalls, "Device models may make every system call", hypervisor.FiltersSystemCalls.AsWritten).Fix(hypervisor.FiltersSystemCalls, true, isSafe: true);

        if (context.States(hypervisor.HasDeviceNamespaces, false))
            context.Report(hypervisor, hypervisor.HasDeviceNamespaces, "Device models see every device file of the host", hypervisor.HasDeviceNamespaces.AsWritten).FixByRemoving(hypervisor.HasDeviceNamespaces, isSafe: true);

        if (context.States(hypervisor.RestrictsHostAgents, false))
            context.Report(hypervisor, hypervisor.RestrictsHostAgents, "The agent of one host may change what belongs to the others", hypervisor.RestrictsHostAgents.AsWritten).FixByRemoving(hypervisor.RestrictsHostAgents, isSafe: true);

        if (context.States(hypervisor.ControlsDevices, false))
            context.Report(hypervisor, hypervisor.ControlsDevices, "No control group limits the devices of a guest", hypervisor.ControlsDevices.AsWritten).Fix(hypervisor.ControlsDevices, true, isSafe: true);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.KeepsHostCapabilities, true))
            context.Report(machine, machine.KeepsHostCapabilities, $"'{machine.Name}' keeps capabilities that reach the host's kernel", Written(machine.KeepsHostCapabilities)).FixByRemoving(machine.KeepsHostCapabilities, isSafe: true);

        if (context.States(machine.FiltersSystemCalls, false))
            context.Report(machine, machine.FiltersSystemCalls, $"'{machine.Name}' may make every system call", Written(machine.FiltersSystemCalls)).FixByRemoving(machine.FiltersSystemCalls, isSafe: true);

        if (context.States(machine.MayOpenEveryDevice, true))
            context.Report(machine, machine.MayOpenEveryDevice, $"'{machine.Name}' may open every device of the host", Written(machine.MayOpenEveryDevice)).FixByRemoving(machine.MayOpenEveryDevice, isSafe: true);
    }

    /// <summary>The value, or the key of one that was emptied.</summary>
    private static string Written(Fact fact) => fact.AsWritten.Length == 0 ? fact.Key : fact.AsWritten;
}
