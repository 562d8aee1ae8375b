using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags switches and port groups that hand every frame to an adapter that asks for it.</summary>
public sealed class PromiscuousPort() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4002",
        title: "Port receives the traffic of other guests",
        message: "{0} {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Vmware, Platform.OpenVSwitch, Platform.KubeVirt, Platform.VirtualBox, Platform.Vagrant, Platform.HyperV, Platform.Incus, Platform.Packer],
        securitySeverity: 7.2,
        standards: ["ESXI-80-000218", "VCSA-80-000270", "CIS ESXi 5.8", "CWE-668", "NIST SP 800-125B segmentation"]);

    public override void Check(PortGroup portGroup, RuleContext context) => Judge(portGroup, portGroup.IsPromiscuous, context);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        Judge(network, network.IsPromiscuous, context);
        if (!network.IsForSensors(context.Options) && context.States(network.FloodedVlans, static _ => true))
            context.Report(network, network.FloodedVlans, network.Subject, "lets each of its guests read the traffic of all others", network.FloodedVlans.Statement).Advise("let the switch learn where addresses are, and mirror to a sensor what must be watched");
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.States(nic.IsPromiscuous, true) && !(nic.Machine?.IsNetworkFunction(context.Options) ?? false))
            context.Report(nic, nic.IsPromiscuous, nic.Subject, "is handed the frames of other guests when it asks for them", nic.IsPromiscuous.Statement).Fix(nic.IsPromiscuous, false, isSafe: true);
    }

    private static void Judge(Entity network, Fact<bool> isPromiscuous, RuleContext context)
    {
        if (!network.IsForSensors(context.Options) && context.States(isPromiscuous, true))
            context.Report(network, isPromiscuous, network.Subject, "lets each of its guests read the traffic of all others", isPromiscuous.Statement).Fix(isPromiscuous, false, isSafe: true);
    }
}
