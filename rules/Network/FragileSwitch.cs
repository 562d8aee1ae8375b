using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags switches that two links connect to the outside and no spanning tree guards.</summary>
public sealed class FragileSwitch() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4080",
        title: "Switch has a single path or can loop",
        message: "{0} has {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.OpenVSwitch, Platform.Vmware],
        profile: Profile.Strict,
        standards: ["NIST SP 800-125B path redundancy"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (network.Controller.State is FactState.Absent && context.Is(network.Uplinks, static count => count > 1) && context.Is(network.BreaksLoops, false))
        {
            context.Report(network, network.Uplinks, network.Subject, $"{network.Uplinks.Value} links to the outside and no spanning tree, so that frames can circle between them", network.Uplinks.Phrase)
                .Advise("join the adapters in a bond, or switch on 'rstp_enable'");
        }

        if (context.States(network.Uplinks, 1))
            context.Report(network, network.Uplinks, network.Subject, "one link to the outside, and stops when it does", network.Uplinks.Phrase).Advise("give the switch a second adapter, on another card and another switch");
    }
}
