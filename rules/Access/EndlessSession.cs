using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags an administrator's token that is good for ever.</summary>
public sealed class EndlessSession() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1023",
        title: "Session or access token never expires",
        message: "Token '{0}' of an administrator never expires",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Harvester],
        securitySeverity: 4.6,
        standards: ["CWE-613"]);

    public override void Check(Credential credential, RuleContext context)
    {
        if (!credential.OwnerLevel.Is(AccessLevel.Administer) || !context.Is(credential.Expires, false))
            return;

        context.Report(credential, credential.Expires, credential.Name).Advise("give the token a last day, and renew it");
    }
}
