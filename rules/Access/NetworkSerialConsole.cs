using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a serial or parallel port of a guest that is open to the network.</summary>
public sealed class NetworkSerialConsole() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1033",
        title: "Serial port is an open network console",
        message: "The {0} {1} {2} without authentication",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Xen, Platform.VirtualBox, Platform.Qemu, Platform.HyperV],
        securitySeverity: 8.6,
        standards: ["CWE-306"]);

    public override void Check(RemoteConsole console, RuleContext context)
    {
        if (!console.Protocol.Is(ConsoleProtocol.Serial) || !context.Is(console.Authentication, ConsoleAuthentication.None))
            return;

        if (context.Is(console.IsOutgoing, false) && context.Is(console.Address, static address => address.IsExposed))
        {
            context.Report(console, console.Address, console.Description, "listens on", console.Address.Phrase)
                .Advise("use a Unix socket or a pty, or require TLS with client certificates");
        }
        else if (context.Is(console.IsOutgoing, true) && context.Is(console.Address, static address => address.Exposure is Exposure.Address))
        {
            context.Report(console, console.Address, console.Description, "connects to", console.Address.Phrase)
                .Advise("use a Unix socket or a pty, or require TLS")
                .At(DiagnosticSeverity.Warning);
        }
    }
}
