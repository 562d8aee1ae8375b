using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags a guest that has the interface by which others would look into it.</summary>
public sealed class GuestControlledIntrospection() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6041",
        title: "Guest can use the introspection interface",
        message: "'{0}' may change the views of its memory by which it is watched from outside: {1}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Xen],
        securitySeverity: 5.9,
        standards: ["CWE-284", "NIST SP 800-125 introspection"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.MayIntrospectItself, true))
            context.Report(machine, machine.MayIntrospectItself, machine.Name, machine.MayIntrospectItself.Statement).Fix(machine.MayIntrospectItself, false);
    }
}
