using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags a key manager that is reached without verified TLS.</summary>
public sealed class PlaintextKeyManager() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3011",
        title: "Key manager is reached without verified TLS",
        message: "Key manager '{0}' hands out disk keys over a link that is not verified TLS: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.OpenStack],
        securitySeverity: 8.1,
        standards: ["Check-Key-Manager-04", "CWE-319"]);

    public override void Check(Credential credential, RuleContext context)
    {
        // A link in clear has no certificate to verify.
        var fact = context.Is(credential.KeyManagerProtection, LinkProtection.None) ? credential.KeyManagerProtection
            : context.States(credential.VerifiesKeyManager, false) ? (Fact)credential.VerifiesKeyManager
            : null;
        if (fact is null || !context.Is(credential.KeyManager, static host => !host.IsLocal))
            return;

        context.Report(credential, fact, credential.Name, fact.Statement).Advise("use 'https', and trust the authority that signed the server's certificate");
    }
}
