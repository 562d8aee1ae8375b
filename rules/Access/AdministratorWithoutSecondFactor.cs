using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags an administrator whom a stolen password is enough to become.</summary>
public sealed class AdministratorWithoutSecondFactor() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1021",
        title: "Administrator signs in without a second factor",
        message: "Account '{0}' administers everything and signs in by a password alone",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 7.2,
        standards: ["CWE-308", "NIST SP 800-125A management access"]);

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (!grant.IsAccount.Is(true)
            || !grant.Principal.Is(static principal => !principal.IsAutomation)
            || !context.Is(grant.SecondFactor, false))
        {
            return;
        }

        var finding = context.Report(grant, grant.SecondFactor, grant.Name);
        finding.Advise("register a second factor for the account, or require one in its realm");
        if (grant.Level.Origin is { } origin && origin != grant.Origin)
            finding.Relate(origin, "the account gets its rights here");
    }
}
