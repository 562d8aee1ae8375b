using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a management endpoint that serves whoever opens it.</summary>
public sealed class UnauthenticatedManagementEndpoint() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1002",
        title: "Management endpoint accepts clients without authentication",
        message: "Management endpoint '{0}' serves clients without authentication: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Incus, Platform.OpenStack, Platform.Xen, Platform.VirtualBox],
        securitySeverity: 9.8,
        standards: ["CWE-306", "CWE-732", "CWE-295", "NIST SP 800-125A management access"]);

    private const int OwnerAlone = 0x1C0; // 0700

    private const int GroupAndOthers = 0x3F; // 0077

    private const int OthersWrite = 0x2; // 0002

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        switch (endpoint.Role)
        {
            case EndpointRole.Listener:
                CheckListener(endpoint, context);
                break;
            case EndpointRole.LocalSocket:
                CheckSocket(endpoint, context);
                break;
            case EndpointRole.AdministrationSocket when context.States(endpoint.SocketMode, static mode => (mode & GroupAndOthers) != 0):
                context.Report(endpoint, endpoint.SocketMode, endpoint.Name, $"{endpoint.SocketMode.Statement}, and whoever opens it administers the daemon")
                    .Fix(endpoint.SocketMode, OwnerAlone);
                break;
        }
    }

    private static void CheckListener(ManagementEndpoint listener, RuleContext context)
    {
        if (!context.Is(listener.Address, static address => !address.IsLocal))
            return;

        if (context.States(listener.Authentication, ClientAuthentication.None))
        {
            if (context.States(listener.IsEnabled, false) || listener.IsEnabled.IsUnresolved)
                return;

            context.Report(listener, listener.Authentication, listener.Name, $"{listener.Authentication.Statement}")
                .Fix(listener.Authentication, ClientAuthentication.Login);
        }
        else if (context.States(listener.VerifiesClients, false) && !context.States(listener.IsEnabled, false))
        {
            var finding = context.Report(listener, listener.VerifiesClients, listener.Name, $"{listener.VerifiesClients.Statement}, so any certificate will do")
                .Fix(listener.VerifiesClients, true);
            if (context.Is(listener.Authentication, ClientAuthentication.Login))
                finding.At(DiagnosticSeverity.Warning);
        }
    }

    private static void CheckSocket(ManagementEndpoint socket, RuleContext context)
    {
        if (!context.States(socket.Authentication, ClientAuthentication.None)
            || !context.Is(socket.SocketMode, static mode => (mode & OthersWrite) != 0))
        {
            return;
        }

        var why = socket.SocketMode.IsStated ? "every local user may open the socket" : "only the socket unit of the distribution can keep local users from it";
        var finding = context.Report(socket, socket.Authentication, socket.Name, $"{socket.Authentication.Statement}, and {why}")
            .FixByRemoving(socket.Authentication);

        // A distribution's own socket unit, which is not in sight, may be stricter than the platform's default: Ubuntu ships this
        // very line beside a unit with SocketMode=0660.
        if (socket.SocketMode is { IsStated: true, Origin: { } origin })
            finding.Relate(origin, "these permissions let everybody in");
        else
            finding.At(DiagnosticSeverity.Info);
    }
}
