using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a token that can do whatever its owner, an administrator, can.</summary>
public sealed class UnscopedAccess() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1045",
        title: "Token, certificate or project is not restricted",
        message: "{0}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Incus, Platform.OpenStack],
        securitySeverity: 6.5,
        standards: ["CWE-266"]);

    private const int Several = 2;

    public override void Check(Credential credential, RuleContext context)
    {
        if (context.States(credential.MakesOthers, true))
        {
            context.Report(credential, credential.MakesOthers, $"Credential '{credential.Name}' can make others of its kind, which are left when it is taken back: {credential.MakesOthers.Statement}")
                .Fix(credential.MakesOthers, false);
        }

        if (!credential.OwnerLevel.Is(AccessLevel.Administer) || !context.Is(credential.HasAllRightsOfOwner, true))
            return;

        var finding = context.Report(
            credential, credential.HasAllRightsOfOwner, $"Credential '{credential.Name}' carries every right of an administrator, not those that its work needs")
            .Fix(credential.HasAllRightsOfOwner, false);
        if (finding.SuggestedFix is not null)
            return;

        if (credential.HasAllRightsOfOwner.IsStated)
            finding.FixByReplacing("1");
        else
            finding.Advise("separate the token's privileges from its owner's");
    }

    public override void Check(Site site, RuleContext context)
    {
        var tenants = site.All<GuestGroup>().Where(static group => group.Joins.Is(GuestGroupKind.Tenant)).ToList();
        if (tenants.Count < Several)
            return;

        foreach (var tenant in tenants)
        {
            if (context.Is(tenant.HostAccess, static _ => true))
            {
                context.Report(tenant, tenant.HostAccess, $"Project '{tenant.Name}', one of {tenants.Count}, lets its users give {tenant.HostAccess.Value} to their guests: {tenant.HostAccess.Phrase}")
                    .Advise("restrict the project to what its guests need");
            }
        }
    }
}
