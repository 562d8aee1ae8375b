using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags a guest whose first boot installs none of the agents that the project requires of guests like it.</summary>
public sealed class SecurityAgentMissing() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6080",
        title: "Host or guest lacks the security agent that its label requires",
        message: "'{0}' needs {1}, and its first boot installs {2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Low,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.Vmware, Platform.KubeVirt, Platform.Incus, Platform.OVirt],
        profile: Profile.Strict,
        securitySeverity: 4.0,
        standards: ["NIST SP 800-125 monitoring", "CWE-778", "NIST SP 800-125 guest OS security"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        var required = context.Options.List("virtlint.required_agents");
        if (required.Count == 0 || machine.IsTemplate.Is(true) || !NeedsAgents(machine, context))
            return;

        foreach (var choice in required)
        {
            // Any one of 'wazuh-agent|ossec-hids-agent' will do.
            var names = choice.Split('|').Select(static name => name.Trim()).ToList();
            if (!context.Is(machine.FirstBootPackages, packages => !names.Exists(packages.Has)))
                continue;

            var installed = machine.FirstBootPackages.Value.Names.Length == 0 ? "no package" : $"none, but {machine.FirstBootPackages.Value}";
            context.Report(machine, machine.FirstBootPackages, machine.DisplayName.Or(machine.Name), string.Join(" or ", names.Select(static name => $"'{name}'")), installed)
                .Advise("install the agent at the first boot, or bake it into the image and take the guest's label out of 'virtlint.agent_labels'");
        }
    }

    /// <summary>A guest of high sensitivity, or one with a label that the project lists.</summary>
    private static bool NeedsAgents(VirtualMachine machine, RuleContext context)
    {
        var labels = context.Options.List("virtlint.agent_labels");
        return labels.Count == 0 ? context.Is(machine.Sensitivity, Sensitivity.High) : machine.HasLabel(labels);
    }
}
