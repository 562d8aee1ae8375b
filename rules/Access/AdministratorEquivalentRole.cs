using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a role that is an administrator's in all but name.</summary>
public sealed class AdministratorEquivalentRole() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1044",
        title: "Custom role can make itself administrator",
        message: "Role '{0}' holds '{1}', by which {2} can become administrator",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware],
        securitySeverity: 7.2,
        standards: ["CWE-269"]);

    public override void Check(AccessRole role, RuleContext context)
    {
        if (role.Holder is not { IsKnown: true, Origin: { } holder } || !context.Is(role.Escalation, static _ => true))
            return;

        var finding = context.Report(role, role.Escalation, role.Name, role.Escalation.Value, role.Holder.IsStated ? $"'{role.Holder.Value}'" : role.Holder.Value)
            .Advise("take the privilege out of the role, or grant the role on the paths that need it");
        if (role.Holder.IsStated)
            finding.Relate(holder, "the role is granted here");
    }
}
