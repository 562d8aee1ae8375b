using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a management endpoint that listens on every address of its host.</summary>
public sealed class OverexposedManagementEndpoint() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1003",
        title: "Management endpoint listens on every interface or to every origin",
        message: "Management endpoint '{0}' listens on every interface, those of guests included: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt],
        securitySeverity: 5.3,
        standards: ["CWE-1327", "NIST SP 800-125B segmentation"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        // Behind TLS the certificates decide who gets in; what is left to say of its address is a matter of taste.
        if (endpoint.Role is not EndpointRole.Listener
            || !endpoint.Protection.Is(LinkProtection.None)
            || !context.States(endpoint.IsEnabled, true)
            || !context.Is(endpoint.Address, static address => address.Exposure is Exposure.Everywhere))
        {
            return;
        }

        Fact place = endpoint.Address.IsStated ? endpoint.Address : endpoint.IsEnabled;
        context.Report(endpoint, place, endpoint.Name, endpoint.Address.IsStated ? endpoint.Address.Statement : "no address is named")
            .Advise("bind it to the host's address in the management network");
    }
}
