using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a program that a guest definition has the host run.</summary>
public sealed class HostHookScript() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5032",
        title: "Guest definition runs a script with host rights",
        message: "'{0}' has the host run {1} '{2}', which {3}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.KubeVirt, Platform.Bhyve],
        securitySeverity: 6.8,
        standards: ["CWE-250"]);

    public override void Check(HostHook hook, RuleContext context)
    {
        if (hook.Owner is not VirtualMachine machine || !context.Is(hook.Script, static _ => true) || context.Is(hook.IsRootOwned, true))
            return;

        if (hook.IsPinned.IsKnown)
        {
            Report(hook, machine, context);
            return;
        }

        var isShared = context.Is(hook.IsOnSharedStorage, true);
        var finding = context.Report(hook, hook.Script, machine.Name, hook.Name, hook.Script.Value, isShared ? "lies on storage that others can write to" : "others than root may be able to replace")
            .Advise("keep the script in a directory that only root writes to");

        if (isShared)
            finding.At(DiagnosticSeverity.Error);
    }
    /// <summary>A container beside the device model may do what the device model may, and change the guest before it starts.</summary>
    private static void Report(HostHook hook, VirtualMachine machine, RuleContext context)
    {
        var isPinned = !context.Is(hook.IsPinned, false);
        var finding = context.Report(hook, hook.Script, machine.Name, hook.Name, hook.Script.Value, isPinned ? "runs beside the guest's device model, with its rights" : "runs beside the guest's device model, with its rights, and is fixed by no digest")
            .Advise("have what the sidecar does become part of the guest's own definition");
        if (!isPinned)
            finding.At(DiagnosticSeverity.Error);
    }
}
