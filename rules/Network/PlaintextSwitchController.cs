using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags switches whose flows or database are controlled over a network in clear.</summary>
public sealed class PlaintextSwitchController() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4040",
        title: "Switch or its database is controlled over an unprotected link",
        message: "{0} {1}, and whoever reaches the link controls its traffic: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.OpenVSwitch],
        securitySeverity: 8.1,
        standards: ["CWE-319", "CWE-295", "CWE-306"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        Check(network, network.Controller, context);
        Check(network, network.DatabaseManager, context);
        if (context.States(network.TrustsFirstPeer, true))
        {
            context.Report(network, network.TrustsFirstPeer, network.Subject, "takes the first certificate that it meets for its authority's", network.TrustsFirstPeer.Phrase)
                .Advise("bring the authority's certificate to the host with the rest of its configuration");
        }
    }

    private static void Check(VirtualSwitch network, Fact<ControlLink> link, RuleContext context)
    {
        if (context.States(link, static control => control.IsExposed))
            context.Report(network, link, network.Subject, "is controlled over plain TCP", link.Phrase).Advise("use 'ssl:' or 'pssl:' with certificates of a CA of your own, or a loopback address");
    }
}
