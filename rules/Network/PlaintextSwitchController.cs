using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags switches whose flows or database are controlled over a network in clear.</summary>
public sealed class PlaintextSwitchController() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4040",
        title: "Switch or its database is controlled over an unprotected link",
        message: "{0} is controlled over plain TCP, and whoever reaches the link controls its traffic: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack],
        securitySeverity: 8.1,
        standards: ["CWE-319", "CWE-295", "CWE-306"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        Check(network, network.Controller, context);
        Check(network, network.DatabaseManager, context);
    }

    private static void Check(VirtualSwitch network, Fact<ControlLink> link, RuleContext context)
    {
        if (context.States(link, static control => control.IsExposed))
            context.Report(network, link, network.Subject, link.Phrase).Advise("use 'ssl:' or 'pssl:' with certificates of a CA of your own, or a loopback address");
    }
}
