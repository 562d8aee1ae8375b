using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a management service whose root commands nothing limits.</summary>
public sealed class PrivilegeWrapperBypassed() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1063",
        title: "Service user may run any command as root",
        message: "'{0}' may run any command as root: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.OpenStack],
        securitySeverity: 8.8,
        standards: ["CWE-250"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.LimitsRootCommands, false))
        {
            context.Report(hypervisor, hypervisor.LimitsRootCommands, hypervisor.Name, hypervisor.LimitsRootCommands.Statement)
                .Advise("remove the setting, and let the filters name the commands that the service needs");
        }
    }
}
