using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests that are templates by name alone.</summary>
public sealed class RunnableTemplate() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7030",
        title: "Template can run as a guest",
        message: "Guest '{0}' is called a template by '{1}', but {2}, so what is cloned from it may have changed",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Packer],
        securitySeverity: 4.3,
        standards: ["NIST SP 800-125 image management"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (!context.Is(machine.IsCalledTemplate, true) || machine.Lock.Is(static held => held is "create" or "clone"))
            return;

        // What the platform knows as a template it does not start, whatever else is set.
        if (machine.IsTemplate.Is(true))
            return;

        var defect = IsConvertible(machine) && context.Is(machine.IsTemplate, false) ? "is an ordinary guest that anybody may start"
            : context.Is(machine.StartsWithHost, true) ? "starts with its host"
            : null;
        if (defect is not null)
            context.Report(machine, machine.IsCalledTemplate, machine.Name, machine.IsCalledTemplate.AsWritten, defect).Advise("convert it to a template, or call it something else");
    }

    /// <summary>Some providers can make no template of a guest, so that its author has nothing to state.</summary>
    private static bool IsConvertible(VirtualMachine machine) => machine.IsTemplate.IsStated || machine.IsTemplate.Key.Length > 0;
}
