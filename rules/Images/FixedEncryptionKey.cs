using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags one key in the configuration that encrypts every volume or secret.</summary>
public sealed class FixedEncryptionKey() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3010",
        title: "One fixed or published key encrypts everything",
        message: "One key encrypts everything that '{0}' protects, and whoever reads the configuration has it: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.OpenStack],
        securitySeverity: 9.1,
        standards: ["Check-Block-09", "CWE-321", "NIST SP 800-125 image management"]);

    public override void Check(Credential credential, RuleContext context)
    {
        if (context.Is(credential.IsFixedKey, true))
            context.Report(credential, credential.IsFixedKey, credential.Name, StatementOf(credential.IsFixedKey)).Fix(credential.IsFixedKey, false);
    }

    /// <summary>A key that is nowhere stated is the one that the software comes with.</summary>
    private static string StatementOf(Fact<bool> key) => key.IsStated ? key.Statement : $"'{key.Key}' is the published one by default";
}
