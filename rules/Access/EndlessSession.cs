using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags an administrator's token that is good for ever.</summary>
public sealed class EndlessSession() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1023",
        title: "Session or access token never expires",
        message: "{0} never expires{1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Harvester, Platform.Vmware],
        securitySeverity: 4.6,
        standards: ["CWE-613"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.States(endpoint.IdleTimeout, 0))
            context.Report(endpoint, endpoint.IdleTimeout, $"An idle {endpoint.Name}", $": {endpoint.IdleTimeout.Statement}").Advise("let it end after ten or fifteen minutes");
    }

    public override void Check(Credential credential, RuleContext context)
    {
        if (!credential.OwnerLevel.Is(AccessLevel.Administer) || !context.Is(credential.Expires, false))
            return;

        context.Report(credential, credential.Expires, $"Token '{credential.Name}' of an administrator", "").Advise("give the token a last day, and renew it");
    }
}
