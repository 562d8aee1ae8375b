using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags production guests that a slip deletes.</summary>
public sealed class NoDeleteProtection() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7070",
        title: "Production guest or golden image can be deleted",
        message: "{0} is labelled '{1}', but nothing keeps it{2} from being deleted",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.Incus, Platform.OpenStack],
        profile: Profile.Strict);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.Stage, GuestStage.Production) && context.Is(machine.IsDeleteProtected, false))
            context.Report(machine, machine.IsDeleteProtected, $"Guest '{machine.Name}'", machine.Stage.AsWritten, " and its disks").Fix(machine.IsDeleteProtected, true, isSafe: true);
    }

    public override void Check(Image image, RuleContext context)
    {
        if (context.Is(image.CommonMark, static _ => true) && context.Is(image.IsDeleteProtected, false))
            context.Report(image, image.IsDeleteProtected, $"Image '{image.Name}'", image.CommonMark.Value, "").Fix(image.IsDeleteProtected, true, isSafe: true);
    }
}
