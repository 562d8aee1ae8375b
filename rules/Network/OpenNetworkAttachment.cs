using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags bridges that every local user may put an interface on.</summary>
public sealed class OpenNetworkAttachment() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4012",
        title: "Any tenant or user may attach to a network",
        message: "Every {0} may attach to {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack],
        securitySeverity: 6.5,
        standards: ["CWE-284", "NIST SP 800-125B segmentation"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.States(network.OpenToLocalUsers, true))
            context.Report(network, network.OpenToLocalUsers, "local user of the host", $"{network.OpenToLocalUsers.Phrase} bridges").Advise("name the bridges that unprivileged guests may use, one 'allow' each");

        if (context.States(network.SharedWithEveryProject, true) && !network.IsExternal.Is(true))
        {
            context.Report(network, network.SharedWithEveryProject, "project", $"network '{network.Name}'")
                .Advise("share it by a policy of role-based access (RBAC) with the projects that need it");
        }
    }
}
