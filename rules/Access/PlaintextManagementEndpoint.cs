using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a management channel whose transport does not encrypt.</summary>
public sealed class PlaintextManagementEndpoint() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1001",
        title: "Management channel is not encrypted",
        message: "Management endpoint '{0}' carries commands in clear text: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.HyperV, Platform.KubeVirt, Platform.Xen, Platform.VirtualBox],
        securitySeverity: 8.1,
        standards: ["CWE-319", "NIST SP 800-125A management access"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (endpoint.Role is EndpointRole.Link)
            CheckLink(endpoint, context);
        else if (endpoint.Role is EndpointRole.Listener)
            CheckListener(endpoint, context);
    }

    private static void CheckLink(ManagementEndpoint link, RuleContext context)
    {
        if (context.Is(link.Protection, LinkProtection.None) && context.Is(link.Address, static address => !address.IsLocal))
        {
            context.Report(link, link.Protection, link.Name, $"to '{link.Address.Value}', because {link.Protection.Statement}")
                .Advise("connect over TLS or SSH instead");
        }
    }

    private static void CheckListener(ManagementEndpoint listener, RuleContext context)
    {
        if (!listener.Protection.Is(LinkProtection.None)
            || !context.States(listener.IsEnabled, true)
            || !context.Is(listener.Address, static address => !address.IsLocal))
        {
            return;
        }

        var finding = context.Report(listener, listener.IsEnabled, listener.Name, listener.IsEnabled.Statement).Fix(listener.IsEnabled, false);

        // A login of its own can bring encryption with it, though a weak one, and only where its mechanism has any.
        if (context.Is(listener.Authentication, ClientAuthentication.Login))
            finding.At(DiagnosticSeverity.Warning);
    }
}
