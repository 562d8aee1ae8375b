using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a token that can do whatever its owner, an administrator, can.</summary>
public sealed class UnscopedAccess() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1045",
        title: "Token, certificate or project is not restricted",
        message: "Token '{0}' carries every right of an administrator, not those that its work needs",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 6.5,
        standards: ["CWE-266"]);

    public override void Check(Credential credential, RuleContext context)
    {
        if (!credential.OwnerLevel.Is(AccessLevel.Administer) || !context.Is(credential.HasAllRightsOfOwner, true))
            return;

        var finding = context.Report(credential, credential.HasAllRightsOfOwner, credential.Name);
        if (credential.HasAllRightsOfOwner.IsStated)
            finding.FixByReplacing("1");
        else
            finding.Advise("separate the token's privileges from its owner's");
    }
}
