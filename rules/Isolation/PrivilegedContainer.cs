using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a container whose root is root on the host.</summary>
public sealed class PrivilegedContainer() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5050",
        title: "Container root is host root",
        message: "Root in {0} is root on the host: {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.OpenStack],
        securitySeverity: 8.2,
        standards: ["CWE-250", "NIST SP 800-125 guest OS isolation"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (!context.Is(machine.IsContainer, true) || !context.Is(machine.IsPrivileged, true) || context.Is(machine.IsTemplate, true) || IsLabelledApplication(machine, context))
            return;

        var finding = context.Report(
            machine, machine.IsPrivileged, $"'{machine.Name}'", machine.IsPrivileged.IsStated ? machine.IsPrivileged.Statement : "no user namespace by default")
            .Advise("give the container ids of its own; files of an existing one have to be shifted or restored");
        if (context.Is(machine.IsNesting, true) && machine.IsNesting.Origin is { } nesting)
            finding.Relate(nesting, "it also runs containers of its own, for which more of the host is open");
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.ContainersHaveHostRoot, true))
            context.Report(hypervisor, hypervisor.ContainersHaveHostRoot, $"every container of '{hypervisor.Name}'", hypervisor.ContainersHaveHostRoot.Statement).Advise("run virtual machines, or map the containers' users to others");
    }

    /// <summary>A label that its author chose holds the container in the user namespace's stead.</summary>
    private static bool IsLabelledApplication(VirtualMachine machine, RuleContext context) =>
        context.States(machine.HasOwnLabel, true);
}
