using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags sessions and tokens that are good for ever, or for far longer than a day's work.</summary>
public sealed class EndlessSession() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1023",
        title: "Session or access token never expires",
        message: "{0} {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Harvester, Platform.Vmware, Platform.OpenStack, Platform.Incus],
        securitySeverity: 4.6,
        standards: ["CWE-613"]);

    private const int Hour = 3600;
    private const int WorkingDay = 8 * Hour;

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.States(endpoint.IdleTimeout, 0))
            context.Report(endpoint, endpoint.IdleTimeout, $"An idle {endpoint.Name}", $"never expires: {endpoint.IdleTimeout.Statement}").Advise("let it end after ten or fifteen minutes");

        if (context.States(endpoint.TokenSeconds, static seconds => seconds > WorkingDay))
        {
            context.Report(endpoint, endpoint.TokenSeconds, $"A token of '{endpoint.Name}'", $"opens the cloud to whoever holds it for {endpoint.TokenSeconds.Value / Hour} hours: {endpoint.TokenSeconds.Statement}")
                .Fix(endpoint.TokenSeconds, Hour);
        }
    }

    public override void Check(Credential credential, RuleContext context)
    {
        if (!credential.OwnerLevel.Is(AccessLevel.Administer) || !context.Is(credential.Expires, false))
            return;

        context.Report(credential, credential.Expires, $"Token '{credential.Name}' of an administrator", "never expires").Advise("give the token a last day, and renew it");
    }
}
