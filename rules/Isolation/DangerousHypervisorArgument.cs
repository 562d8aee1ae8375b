using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a raw argument that opens the hypervisor or takes its sandbox away.</summary>
public sealed class DangerousHypervisorArgument() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5031",
        title: "Raw argument opens the hypervisor to the network",
        message: "'{0}' {1}: {2} '{3}'",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Packer, Platform.Incus, Platform.Xen, Platform.Vagrant, Platform.Qemu, Platform.Vmware],
        securitySeverity: 9.3,
        standards: ["CWE-306", "CWE-489"]);

    public override void Check(RawArgument argument, RuleContext context)
    {
        if (argument.Owner is not VirtualMachine machine || !context.Is(argument.Effect, static _ => true) || Harm(argument, context) is not { } harm)
            return;

        // A guest that is being built has no neighbours yet, and its developer debugs it.
        var isLoopback = context.Is(argument.Listens, static address => address.Exposure is Exposure.Loopback);
        if (machine.IsBuild && isLoopback)
            return;

        var finding = context.Report(argument, argument.Effect, machine.Name, harm, argument.Name, argument.Effect.AsWritten)
            .Advise(argument.Listens.IsKnown ? "listen on a Unix socket that only the hypervisor's user may open" : "remove the argument");
        if (argument.Effect.Value is ArgumentEffect.PortForward || isLoopback)
            finding.At(DiagnosticSeverity.Warning);
    }

    /// <summary>A monitor is a privileged interface to every user of the host, not only to the network; the rest is of the network.</summary>
    private static string? Harm(RawArgument argument, RuleContext context)
    {
        var isExposed = context.Is(argument.Listens, static address => address.IsExposed);
        return argument.Effect.Value switch
        {
            ArgumentEffect.NoSandbox => "runs its device model without a system-call filter",
            ArgumentEffect.SystemShare => "shares a system directory of the host",
            ArgumentEffect.Monitor when isExposed => "opens the hypervisor's monitor to the network",
            ArgumentEffect.Monitor when context.Is(argument.Listens, static address => address.Exposure is Exposure.Loopback) => "opens the hypervisor's monitor to every user of the host",
            ArgumentEffect.Debugger when isExposed => "opens a debugger of its memory to the network",
            ArgumentEffect.Console when isExposed => "opens its console to the network without a password",
            ArgumentEffect.Migration when isExposed => "takes its memory from whoever connects",
            ArgumentEffect.PortForward when isExposed => "forwards a port of the host past its firewall rules",
            _ => null,
        };
    }
}
