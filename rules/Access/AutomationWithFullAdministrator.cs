using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a token or tool that can do everything.</summary>
public sealed class AutomationWithFullAdministrator() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1041",
        title: "Automation signs in as the super-user",
        message: "{0} acts for a machine with {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Vmware],
        securitySeverity: 7.2,
        standards: ["CWE-250"]);

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (grant.IsAdministratorOfEverything && context.Is(grant.Principal, static principal => principal.IsAutomation))
        {
            context.Report(grant, grant.Principal, $"'{grant.Principal.Value}'", $"role {grant.Role.Phrase} over everything")
                .Advise("grant the tool a role with what it uses, on the paths that it works on");
        }
    }

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.Is(endpoint.SignsInAs, static account => account.Kind is PrincipalKind.SuperUser))
        {
            context.Report(endpoint, endpoint.SignsInAs, $"'{endpoint.Name}'", $"every right of '{endpoint.SignsInAs.Value.Name}'")
                .Advise("create an account for the tool, with a role of its own");
        }
    }

    public override void Check(Credential credential, RuleContext context)
    {
        if (context.Is(credential.Principal, static owner => owner.Kind is PrincipalKind.SuperUser)
            && context.Is(credential.HasAllRightsOfOwner, true))
        {
            context.Report(credential, credential.Principal, $"Token '{credential.Name}'", $"every right of '{credential.Principal.Value}'")
                .Advise("create an account for the tool, with a role of its own");
        }
    }
}
