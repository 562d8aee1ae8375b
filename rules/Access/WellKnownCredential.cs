using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a secret that everybody can look up.</summary>
public sealed class WellKnownCredential() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1052",
        title: "Published or bootstrap credential is in use",
        message: "{0} {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.Vagrant, Platform.OpenStack],
        securitySeverity: 9.8,
        standards: ["CWE-1392", "Check-Identity-06"]);

    public override void Check(Credential credential, RuleContext context)
    {
        if (context.Is(credential.Value, SecretText.IsPublished))
            Report(credential, credential.Value, $"Credential '{credential.Name}'", context);

        if (context.States(credential.PublishedBy, static _ => true))
            context.Report(credential, credential.PublishedBy, $"Credential '{credential.Name}'", credential.PublishedBy.Value).Advise("remove it where nothing needs it, or set one of your own");

        if (context.States(credential.IsPublishedKey, true))
        {
            context.Report(credential, credential.IsPublishedKey, $"Credential '{credential.Name}'", $"stays the key that everybody can look up: {credential.IsPublishedKey.Statement}")
                .FixByReplacing("true", isSafe: true)
                .Advise("let the key be replaced at the first start");
        }
    }

    public override void Check(RemoteConsole console, RuleContext context)
    {
        if (console.Password.Origin?.File == console.Origin.File && context.Is(console.Password, SecretText.IsPublished))
            Report(console, console.Password, $"The {console.Description}", context);
    }

    private static void Report(Entity entity, Fact secret, string what, RuleContext context) =>
        context.Report(entity, secret, what, "has the secret that the documentation prints as an example").Advise("choose a secret of your own, and keep it out of the file");
}
