using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags bridges that every local user may put an interface on.</summary>
public sealed class OpenNetworkAttachment() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4012",
        title: "Any tenant or user may attach to a network",
        message: "Every local user of the host may attach to {0} bridges",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt],
        securitySeverity: 6.5,
        standards: ["CWE-284", "NIST SP 800-125B segmentation"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.States(network.OpenToLocalUsers, true))
            context.Report(network, network.OpenToLocalUsers, network.OpenToLocalUsers.Phrase).Advise("name the bridges that unprivileged guests may use, one 'allow' each");
    }
}
