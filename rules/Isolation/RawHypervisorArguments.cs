using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags arguments that reach the hypervisor without the platform knowing what they do.</summary>
public sealed class RawHypervisorArguments() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5030",
        title: "Raw arguments bypass the platform's model",
        message: "'{0}' hands {1} to the hypervisor behind the platform's own checks",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Packer, Platform.Incus, Platform.Xen, Platform.Bhyve, Platform.VirtualBox, Platform.Vagrant, Platform.Vmware],
        securitySeverity: 6.5,
        standards: ["CWE-693"]);

    private const int Shown = 4;

    /// <summary>What a host is told of all its guests at once.</summary>
    public override void Check(Hypervisor host, RuleContext context)
    {
        if (host.Parts<RawArgument>().FirstOrDefault(argument => context.Is(argument.Effect, ArgumentEffect.Other)) is { } overriding)
        {
            context.Report(overriding, overriding.Effect, host.Name, $"'{overriding.Name}', which beats what every guest states of itself,")
                .Advise("state it in the guests that need it, where it is seen");
        }
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        var unjudged = machine.Parts<RawArgument>().Where(argument => context.Is(argument.Effect, ArgumentEffect.Other)).ToList();
        if (unjudged.Count == 0)
            return;

        var names = unjudged.Select(static argument => argument.Name).Distinct().ToList();
        var shown = string.Join(", ", names.Take(Shown).Select(static name => $"'{name}'"));
        var finding = context.Report(
            unjudged[0], unjudged[0].Effect, machine.Name, names.Count > Shown ? $"{shown} and {names.Count - Shown} more" : shown)
            .Advise("use the platform's own settings where it has them");

        if (unjudged.All(argument => context.Is(argument.IsOverride, true)))
            finding.At(DiagnosticSeverity.Info);
    }
}
