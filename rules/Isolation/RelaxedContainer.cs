using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a container that may mount, create device nodes or share what others have.</summary>
public sealed class RelaxedContainer() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5051",
        title: "Container may mount, create nodes or share namespaces",
        message: "'{0}' {1}: '{2}'",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus],
        securitySeverity: 6.3,
        standards: ["CWE-653"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.MountableFileSystems, static types => types.Length > 0))
            Report(machine, machine.MountableFileSystems, "may mount file systems, whose drivers trust what they read", context).Advise("mount it on the host and pass the directory in");

        if (context.States(machine.MayCreateDeviceNodes, true))
            Report(machine, machine.MayCreateDeviceNodes, "may create device nodes", context).Fix(machine.MayCreateDeviceNodes, false);

        if (context.States(machine.MayWriteKernelSettings, true))
            Report(machine, machine.MayWriteKernelSettings, "may write to the kernel's settings in /sys", context).Fix(machine.MayWriteKernelSettings, false);

        if (context.Is(machine.SharedNetwork, static _ => true))
            Report(machine, machine.SharedNetwork, "shares the network stack of another", context).Advise("give it its own");

        if (context.Is(machine.SharedIpc, static _ => true))
            Report(machine, machine.SharedIpc, "shares memory segments and queues with another", context).Advise("give it its own");

        if (context.Is(machine.SharedHostName, static _ => true))
            Report(machine, machine.SharedHostName, "shares the host name of another", context).Advise("give it its own");
    }

    private static Finding Report(VirtualMachine machine, Fact fact, string what, RuleContext context) =>
        context.Report(machine, fact, machine.Name, what, fact.AsWritten);
}
