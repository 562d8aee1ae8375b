using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags switches that forward without their controller's rules as soon as it cannot be reached.</summary>
public sealed class FailOpenSwitch() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4041",
        title: "Switch forwards everything when its controller is lost",
        message: "{0} forwards every frame as a plain switch while its controller cannot be reached: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenVSwitch],
        securitySeverity: 5.9,
        standards: ["CWE-636"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.Is(network.Controller, static link => !link.Peer.IsLocal) && context.Is(network.FailsOpen, true))
            context.Report(network, network.FailsOpen, network.Subject, network.FailsOpen.Phrase).Fix(network.FailsOpen, false, isSafe: true);
    }
}
