using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags switches that forward without their controller's rules as soon as it cannot be reached.</summary>
public sealed class FailOpenSwitch() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4041",
        title: "Switch forwards everything when its controller is lost",
        message: "{0} {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenVSwitch, Platform.Vmware],
        securitySeverity: 5.9,
        standards: ["CWE-636"]);

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.States(nic.FilterFailsOpen, true))
            context.Report(nic, nic.FilterFailsOpen, nic.Subject, "passes every frame unfiltered while the driver of its filter does not answer", nic.FilterFailsOpen.Phrase).Fix(nic.FilterFailsOpen, false);
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.Is(network.Controller, static link => !link.Peer.IsLocal) && context.Is(network.FailsOpen, true))
            context.Report(network, network.FailsOpen, network.Subject, "forwards every frame as a plain switch while its controller cannot be reached", network.FailsOpen.Phrase).Fix(network.FailsOpen, false, isSafe: true);
    }
}
