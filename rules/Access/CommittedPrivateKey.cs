using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags keys and secret stores that were put among the configuration.</summary>
public sealed class CommittedPrivateKey() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1051",
        title: "Private key or secret store is part of the configuration",
        message: "'{0}' is {1}, and lies among the configuration",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 9.1,
        standards: ["CWE-321", "CWE-538"]);

    public override void Check(Credential credential, RuleContext context)
    {
        if (credential.SecretFile.IsKnown)
        {
            context.Report(credential, credential.SecretFile, credential.Name, KindOf(credential.SecretFile.Value))
                .Advise("remove it from the configuration and its history, and replace what it protects");
        }
    }

    private static string KindOf(SecretFile file) => file switch
    {
        SecretFile.PrivateKey => "a private key without a passphrase",
        SecretFile.PasswordStore => "a store of passwords",
        SecretFile.TokenStore => "a store of access tokens",
        SecretFile.SecondFactorStore => "a store of second factors",
        _ => "the key or password of a storage",
    };
}
