using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags ports and networks on which guests may send from any address.</summary>
public sealed class PortSecurityDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4003",
        title: "Anti-spoofing is switched off on a port or network",
        message: "{0} lets guests send from addresses that are not theirs: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.OpenVSwitch],
        securitySeverity: 7.5,
        standards: ["CWE-290", "NIST SP 800-125B segmentation"]);

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (nic.Machine?.IsNetworkFunction(context.Options) == true)
            return;

        if (context.States(nic.PortSecurity, false))
            context.Report(nic, nic.PortSecurity, nic.Subject, nic.PortSecurity.Statement).Fix(nic.PortSecurity, true);
        else if (context.States(nic.AnyAddressPair, static _ => true))
            context.Report(nic, nic.AnyAddressPair, nic.Subject, $"an allowed pair of {nic.AnyAddressPair.Phrase}").Advise("name the one address that the port shares");
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.Is(network.PortSecurity, false))
            context.Report(network, network.PortSecurity, network.Subject, network.PortSecurity.Statement).Fix(network.PortSecurity, true);
    }
}
