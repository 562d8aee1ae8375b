using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags isolation that is there for the asking and was not asked for.</summary>
public sealed class UnusedProtection() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5044",
        title: "Available isolation is not required or not used",
        message: "{0}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.Xen, Platform.Qemu, Platform.KubeVirt, Platform.Packer],
        profile: Profile.Strict,
        securitySeverity: 4.3,
        standards: ["CWE-693", "CWE-1303"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.RequiresConfinement, false) && !context.Is(hypervisor.IsUserSession, true) && !context.Is(hypervisor.SecurityDriver, SecurityDriver.None))
            context.Report(hypervisor, hypervisor.RequiresConfinement, "A guest may opt out of confinement, and is started").Fix(hypervisor.RequiresConfinement, true);

        if (context.Is(hypervisor.HasOwnCallFilter, false))
        {
            context.Report(hypervisor, hypervisor.HasOwnCallFilter, $"Guests of '{hypervisor.Name}' run behind no filter of system calls but what their cluster gives to every container")
                .Advise("name the profile that the platform installs: 'seccompConfiguration.virtualMachineInstanceProfile.customProfile'");
        }
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.RestrictsDeviceModel, false))
            context.Report(machine, machine.RestrictsDeviceModel, $"The device model of '{machine.Name}' keeps every right that it started with").Fix(machine.RestrictsDeviceModel, true);

        if (context.Is(machine.HasOwnIds, false) && context.Is(machine.IsPrivileged, false))
            context.Report(machine, machine.HasOwnIds, $"Container '{machine.Name}' shares its user ids with other containers, so that who breaks out of one has the files and processes of all").Fix(machine.HasOwnIds, true);

        if (!context.States(machine.CpuModel, static _ => true) || !machine.HasGenericCpu || context.Is(machine.Acceleration, Acceleration.Software))
            return;

        if (!machine.Parts<CpuFeature>().Any(feature => feature.IsMitigation && !context.Is(feature.Policy, CpuFeaturePolicy.Disabled)))
            context.Report(machine, machine.CpuModel, $"CPU model '{machine.CpuModel.Value}' of '{machine.Name}' lacks the features by which a kernel protects itself against speculative execution")
                .Advise("name the processor's own model, or add the features that the host has, such as 'spec-ctrl' and 'ssbd'");
    }

    public override void Check(Disk disk, RuleContext context)
    {
        if (context.States(disk.IsLabelled, false))
            context.Report(disk, disk.IsLabelled, $"Disk '{disk.Name}' of '{disk.Owner?.Name}' carries no security label, so that confinement does not keep other guests from it").FixByRemoving(disk.IsLabelled);
    }

    public override void Check(SharedFolder folder, RuleContext context)
    {
        if (context.States(folder.IsServedFromNamespaces, false))
            context.Report(folder, folder.IsServedFromNamespaces, $"The server of '{folder.Name}' is held by a changed root alone, not by namespaces").Fix(folder.IsServedFromNamespaces, true);
    }
}
