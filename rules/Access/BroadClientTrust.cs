using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags an endpoint or realm that admits whomever its issuer vouches for.</summary>
public sealed class BroadClientTrust() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1012",
        title: "Every client of a trusted issuer may manage the host",
        message: "{0} lets in everybody whom its {1} vouches for",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus],
        securitySeverity: 6.8,
        standards: ["CWE-863"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (endpoint.Role is EndpointRole.Listener
            && endpoint.Protection.Is(LinkProtection.Encrypted)
            && context.States(endpoint.IsEnabled, true)
            && context.Is(endpoint.Authentication, ClientAuthentication.Certificate)
            && context.Is(endpoint.RestrictsClients, false)
            && !context.Is(endpoint.VerifiesClients, false)
            && context.Is(endpoint.Address, static address => !address.IsLocal))
        {
            context.Report(endpoint, endpoint.RestrictsClients.IsStated ? endpoint.RestrictsClients : endpoint.IsEnabled, $"Management endpoint '{endpoint.Name}'", "certificate authority")
                .Advise("list the names of the clients that may manage this host, or ask for a login as well");
        }
    }

    public override void Check(IdentityRealm realm, RuleContext context)
    {
        // A new account has no rights yet: it is a foot in the door, no more.
        if (context.States(realm.EnrolsUnknownUsers, true))
        {
            context.Report(realm, realm.EnrolsUnknownUsers, $"Realm '{realm.Name}'", "identity provider")
                .At(DiagnosticSeverity.Info)
                .Fix(realm.EnrolsUnknownUsers, false);
        }
    }
}
