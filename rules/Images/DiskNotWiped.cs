using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags a store that hands the blocks of deleted volumes to others as they are.</summary>
public sealed class DiskNotWiped() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3006",
        title: "Deleted volume is not wiped",
        message: "'{0}' does not wipe deleted volumes, so that the next tenant may read what they held: {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.OpenStack],
        securitySeverity: 4.6,
        standards: ["CWE-226"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.States(store.WipesOnDelete, false))
            context.Report(store, store.WipesOnDelete, store.Name, store.WipesOnDelete.Statement).Fix(store.WipesOnDelete, true, isSafe: true);
    }
}
