using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a management endpoint that listens on every address of its host.</summary>
public sealed class OverexposedManagementEndpoint() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1003",
        title: "Management endpoint listens on every interface or to every origin",
        message: "Management endpoint '{0}' {1}: {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Incus, Platform.OpenStack, Platform.Xen, Platform.VirtualBox],
        securitySeverity: 5.3,
        standards: ["CWE-1327", "NIST SP 800-125B segmentation"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.States(endpoint.AllowsEveryOrigin, true))
        {
            context.Report(endpoint, endpoint.AllowsEveryOrigin, endpoint.Name, "answers scripts of every web site that a client looks at", endpoint.AllowsEveryOrigin.Statement)
                .Advise("name the origin of the web client that may call it");
        }

        // Behind TLS the certificates decide who gets in; what is left to say of its address is a matter of taste.
        if (endpoint.Role is not EndpointRole.Listener
            || !endpoint.Protection.Is(LinkProtection.None)
            || !context.States(endpoint.IsEnabled, true)
            || !context.Is(endpoint.Address, static address => address.Exposure is Exposure.Everywhere))
        {
            return;
        }

        Fact place = endpoint.Address.IsStated ? endpoint.Address : endpoint.IsEnabled;
        context.Report(endpoint, place, endpoint.Name, "listens on every interface, those of guests included", endpoint.Address.IsStated ? endpoint.Address.Statement : "no address is named")
            .Advise("bind it to the host's address in the management network");
    }
}
