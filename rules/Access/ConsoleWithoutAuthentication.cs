using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a console that lets in whoever reaches it.</summary>
public sealed class ConsoleWithoutAuthentication() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1030",
        title: "Remote console accepts anybody",
        message: "{0} accepts anybody: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.Xen, Platform.VirtualBox, Platform.Vagrant, Platform.Qemu, Platform.Bhyve, Platform.Packer],
        securitySeverity: 9.1,
        standards: ["CWE-306", "NIST SP 800-125 guest OS isolation"]);

    public override void Check(RemoteConsole console, RuleContext context)
    {
        if (console.Protocol.Is(ConsoleProtocol.Serial))
            return;

        if (context.States(console.Login, false))
        {
            // Only who may open consoles at all in the management interface gets there.
            context.Report(console, console.Login, console.Description, $"mode {console.Login.Phrase} opens a root shell without login")
                .Fix(console.Login, true, isSafe: true)
                .At(DiagnosticSeverity.Info);
            return;
        }

        if (!console.OwnsAddress
            || !context.Is(console.Address, static address => address.IsExposed)
            || !context.Is(console.Authentication, ConsoleAuthentication.None))
        {
            return;
        }

        var finding = context.Report(
            console, console.Address, console.Description, $"it listens on {console.ListensOn} without password, SASL or client certificate");
        finding.Advise("bind it to loopback and tunnel to it, or require SASL or verified client certificates");
        if (console.Authentication.IsStated && console.Authentication.Origin is { } origin)
            finding.Relate(origin, "authentication is switched off here");

        // The host's own file is not in sight and may set a password for every guest.
        if (!console.IsHostKnown)
            finding.At(DiagnosticSeverity.Warning);
    }
}
