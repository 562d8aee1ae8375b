using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a policy that lets ordinary users do what its default keeps for administrators.</summary>
public sealed class PolicyWeakened() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1046",
        title: "Authorization policy is looser than its default",
        message: "Policy rule '{0}' {1}: {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.OpenStack],
        securitySeverity: 7.1,
        standards: ["CWE-863", "CWE-862"]);

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (!context.Is(grant.PolicyWeakness, static weakness => weakness is not PolicyWeakness.PublishesImages))
            return;

        var isStated = grant.PolicyWeakness.IsStated;
        context.Report(grant, grant.PolicyWeakness, grant.Name, HarmOf(grant.PolicyWeakness.Value), isStated ? grant.PolicyWeakness.Phrase : "by default in the release in use")
            .Advise(isStated ? "delete the override, so that the service's own default holds" : "switch the protection on, as later releases do");
    }

    private static string HarmOf(PolicyWeakness weakness) => weakness switch
    {
        PolicyWeakness.MovesGuests => "lets ordinary users move guests between hosts",
        PolicyWeakness.OldDefaults => "brings back looser rules of old releases beside the new ones",
        PolicyWeakness.AnyScope => "takes a token for one project where one for the whole system is meant",
        PolicyWeakness.UnvouchedRequests => "takes a user's token from another service that does not vouch for it",
        PolicyWeakness.UnvouchedCalls => "sends a user's token on to other services without vouching for it, so that they cannot ask for that",
        _ => "lets everybody with a token do what it stands for",
    };
}
