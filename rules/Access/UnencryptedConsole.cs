using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a console that carries screen and keystrokes over a network without TLS.</summary>
public sealed class UnencryptedConsole() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1032",
        title: "Remote console or its proxy is not encrypted",
        message: "{0} on {1} {2} screen and keystrokes in clear",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Xen, Platform.VirtualBox, Platform.Qemu, Platform.Bhyve],
        securitySeverity: 6.5,
        standards: ["CWE-319"]);

    public override void Check(RemoteConsole console, RuleContext context)
    {
        CheckProxy(console, context);
        if (console.Protocol.Is(ConsoleProtocol.Serial) || !context.Is(console.Address, static address => address.IsExposed)
            || Tunnels.Carry(context.Options, console.Address.Value.Text))
        {
            return;
        }

        // Where the host fixes both address and protection, the finding is the host's.
        var isOwn = console.OwnsAddress || console.Transport.Origin?.File == console.Origin.File;
        if (!isOwn || !context.Is(console.Transport, static transport => transport is not LinkProtection.Encrypted))
            return;

        var mayFallBack = console.Transport.Is(LinkProtection.Opportunistic);
        var fact = mayFallBack || (console.Transport.IsStated && console.Transport.Origin?.File == console.Origin.File)
            ? (Fact)console.Transport
            : console.Address;
        context.Report(console, fact, console.Description, console.Address.Phrase, mayFallBack ? "may send" : "sends")
            .Fix(console.Transport, LinkProtection.Encrypted)
            .Advise("bind it to loopback and reach it through SSH, or set up TLS for it on the host");
    }

    private static void CheckProxy(RemoteConsole console, RuleContext context)
    {
        if (context.States(console.ProxyUrl, IsPlain))
        {
            context.Report(console, console.ProxyUrl, console.Subject, console.ProxyUrl.Phrase, "sends")
                .Advise("give the proxy a certificate, and send users to its 'https' or 'wss' address");
        }
    }

    private static bool IsPlain(string url)
    {
        foreach (var scheme in new[] { "http://", "ws://" })
        {
            if (url.StartsWith(scheme, System.StringComparison.OrdinalIgnoreCase))
            {
                var end = url.IndexOfAny([':', '/'], scheme.Length);
                return HostList.ScopeOf(url.Substring(scheme.Length, (end < 0 ? url.Length : end) - scheme.Length)) is not HostScope.Loopback;
            }
        }

        return false;
    }
}
