using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags an administrator's role that a single account holds in person.</summary>
public sealed class AdministratorGrantedToPerson() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1043",
        title: "Privileged role is granted to a person instead of a group",
        message: "Role '{0}' over everything is granted to '{1}' in person",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 3.5,
        standards: ["NIST SP 800-125A management access"]);

    private const string BreakGlass = "virtlint.break_glass_accounts";

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (grant.IsAdministratorOfEverything
            && context.Is(grant.Principal, static principal => principal is { Kind: PrincipalKind.Account, IsAutomation: false })
            && !context.Options.List(BreakGlass).Contains(grant.Principal.Value.Name))
        {
            context.Report(grant, grant.Principal, grant.Role.Value, grant.Principal.Value)
                .Advise($"grant it to a group, or name the account in '{BreakGlass}' if it is kept for emergencies");
        }
    }
}
