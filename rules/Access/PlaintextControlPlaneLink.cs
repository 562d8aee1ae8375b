using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a message bus or database that commands hosts in clear text.</summary>
public sealed class PlaintextControlPlaneLink() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1013",
        title: "Control-plane message bus or database link is not encrypted",
        message: "The {0} is reached in clear text, so that whoever reads the network can command hosts: transport {1} to '{2}'",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack],
        securitySeverity: 6.8,
        standards: ["CWE-319"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (endpoint.Role is not EndpointRole.ControlPlane
            || !context.Is(endpoint.Protection, LinkProtection.None)
            || !context.Is(endpoint.Address, static address => !address.IsLocal)
            || Tunnels.Carry(context.Options, endpoint.Address.Value.Text))
        {
            return;
        }

        context.Report(endpoint, endpoint.Protection, endpoint.Name, endpoint.Protection.Phrase, endpoint.Address.Value)
            .Advise("turn on TLS on the server, and name its authority here");
    }
}
