using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags production guests that a slip deletes.</summary>
public sealed class NoDeleteProtection() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7070",
        title: "Production guest or golden image can be deleted",
        message: "Guest '{0}' is labelled '{1}', but nothing keeps it and its disks from being deleted",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.Incus],
        profile: Profile.Strict);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.Stage, GuestStage.Production) && context.Is(machine.IsDeleteProtected, false))
            context.Report(machine, machine.IsDeleteProtected, machine.Name, machine.Stage.AsWritten).Fix(machine.IsDeleteProtected, true, isSafe: true);
    }
}
