using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags a metadata path on which a guest can pose as another.</summary>
public sealed class UnprotectedMetadataService() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4042",
        title: "Guest metadata service is open to forged requests",
        message: "The {0} can be asked for {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.Firecracker],
        securitySeverity: 7.1,
        standards: ["CWE-306"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (endpoint.Role is not EndpointRole.Metadata)
            return;

        if (context.Is(endpoint.SignsRequests, false))
        {
            context.Report(endpoint, endpoint.SignsRequests, endpoint.Name, $"another guest's data: no shared secret proves which guest asks ({endpoint.SignsRequests.Key})")
                .Advise("give both sides one long random secret");
        }

        if (context.Is(endpoint.NeedsSession, false))
        {
            context.Report(endpoint, endpoint.NeedsSession, endpoint.Name, $"the guest's secrets by any request, also one that a program in the guest was tricked into: {endpoint.NeedsSession.Phrase}")
                .Fix(endpoint.NeedsSession, true)
                .Advise("require sessions once the guest's programs open them");
        }

        if (context.Is(endpoint.Address, static address => address.IsLocal))
            return;

        if (context.States(endpoint.Protection, LinkProtection.None))
            context.Report(endpoint, endpoint.Protection, endpoint.Name, $"another guest's data: {endpoint.Protection.Statement}").Fix(endpoint.Protection, LinkProtection.Encrypted);
        else if (context.States(endpoint.VerifiesPeer, false))
            context.Report(endpoint, endpoint.VerifiesPeer, endpoint.Name, $"another guest's data: {endpoint.VerifiesPeer.Statement}").Fix(endpoint.VerifiesPeer, true);
    }
}
