using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags an administrator's role at the top of an inventory, from where everything inherits it.</summary>
public sealed class AdministratorAtRoot() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1042",
        title: "Administrator role is granted and inherited from the root",
        message: "'{0}' is administrator of everything: role '{1}' is granted at the top, and inherited",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Vmware, Platform.KubeVirt, Platform.OVirt],
        securitySeverity: 6.7,
        standards: ["VCSA-80-000095", "VCSA-80-000284", "CWE-250"]);

    private const string Administrators = "virtlint.administrator_groups";

    private static readonly string[] s_administrators = ["Administrators"];

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (!context.Is(grant.Level, AccessLevel.Administer) || !context.Is(grant.CoversEverything, true) || !context.Is(grant.IsInherited, true))
            return;

        var declared = context.Options.List(Administrators, s_administrators);
        if (context.Is(grant.Principal, principal => principal.Kind is not PrincipalKind.Everyone && !IsDeclared(principal, declared)))
        {
            context.Report(grant, grant.Principal, grant.Principal.Value.Name, grant.Role.Or("Administrator"))
                .Advise($"grant a narrower role, or name the group in '{Administrators}' if it is that of the administrators");
        }
    }

    /// <summary>A group by its name, with its domain or without.</summary>
    private static bool IsDeclared(Principal principal, IReadOnlyList<string> declared) =>
        principal.Kind is PrincipalKind.Group
        && (declared.Contains(principal.Name, StringComparer.OrdinalIgnoreCase)
            || declared.Contains(principal.Name.Substring(principal.Name.LastIndexOf('\\') + 1), StringComparer.OrdinalIgnoreCase));
}
