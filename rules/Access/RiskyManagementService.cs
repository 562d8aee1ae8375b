using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags management services of a host that nobody needs, or that know no login worth the name.</summary>
public sealed class RiskyManagementService() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1005",
        title: "Debug, legacy or community-string service is enabled on the host",
        message: "Host '{0}' {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Vmware],
        securitySeverity: 6.5,
        standards: ["ESXI-80-000047", "ESXI-80-000212", "CIS ESXi 3.3", "CWE-489", "CWE-1392"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.DebugInterface, true))
        {
            context.Report(hypervisor, hypervisor.DebugInterface, hypervisor.Name, $"shows its inner objects to developers, who can change them there: {hypervisor.DebugInterface.Statement}")
                .Fix(hypervisor.DebugInterface, false, isSafe: true);
        }

        if (context.States(hypervisor.SnmpCommunity, static community => community.Length > 0))
        {
            context.Report(hypervisor, hypervisor.SnmpCommunity, hypervisor.Name, "answers SNMP to whoever knows a community, which each request carries in clear")
                .Advise("use SNMPv3 with a user and encryption, and clear the communities");
        }

        if (context.States(hypervisor.ReachesBaseboard, true))
        {
            context.Report(hypervisor, hypervisor.ReachesBaseboard, hypervisor.Name, $"has a network card to its baseboard controller, so that whoever takes over the one reaches the other: {hypervisor.ReachesBaseboard.Statement}")
                .Fix(hypervisor.ReachesBaseboard, false, isSafe: true);
        }
    }
}
