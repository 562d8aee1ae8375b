using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags disk encryption that is configured where it cannot work.</summary>
public sealed class EncryptionWithoutEffect() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3003",
        title: "Configured disk encryption does not protect",
        message: "'{0}' {1}: {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.OpenStack, Platform.Harvester, Platform.Vmware],
        securitySeverity: 7.1,
        standards: ["CWE-311"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.EncryptsSettingsOnly, true))
            context.Report(machine, machine.EncryptsSettingsOnly, machine.Name, "encrypts its settings alone, and keeps its disks in clear", machine.EncryptsSettingsOnly.Statement).Advise("choose the encryption that covers all files, where the disks need it");
    }

    public override void Check(ImageStore store, RuleContext context)
    {
        if (!context.States(store.EncryptsNewDisks, true) || !context.Is(store.CanEncrypt, false))
            return;

        var finding = context.Report(store, store.EncryptsNewDisks, store.Name, "turns on disk encryption with a back end that has none", store.CanEncrypt.Statement)
            .Advise("choose the back end that encrypts, or boot from volumes of an encrypted type");
        if (store.CanEncrypt is { IsStated: true, Origin: { } origin })
            finding.Relate(origin, "this back end does not encrypt");
    }

    public override void Check(Image image, RuleContext context)
    {
        if (context.States(image.IsDecryptedCopy, true))
            context.Report(image, image.IsDecryptedCopy, image.Name, "is kept as a copy in clear beside the encrypted image", image.IsDecryptedCopy.Phrase).Advise("remove the copy once it has served, and make guests from the encrypted image");
    }
}
