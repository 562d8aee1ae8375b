using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags disk encryption that is configured where it cannot work.</summary>
public sealed class EncryptionWithoutEffect() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3003",
        title: "Configured disk encryption does not protect",
        message: "'{0}' turns on disk encryption with a back end that has none: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.OpenStack],
        securitySeverity: 7.1,
        standards: ["CWE-311"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (!context.States(store.EncryptsNewDisks, true) || !context.Is(store.CanEncrypt, false))
            return;

        var finding = context.Report(store, store.EncryptsNewDisks, store.Name, store.CanEncrypt.Statement)
            .Advise("choose the back end that encrypts, or boot from volumes of an encrypted type");
        if (store.CanEncrypt is { IsStated: true, Origin: { } origin })
            finding.Relate(origin, "this back end does not encrypt");
    }
}
