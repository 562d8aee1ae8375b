using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags management services that nobody needs, that know no login worth the name, or that help whoever guesses at one.</summary>
public sealed class RiskyManagementService() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1005",
        title: "Debug, legacy or community-string service is enabled on the host",
        message: "{0} {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Vmware, Platform.OpenStack],
        securitySeverity: 6.5,
        standards: ["ESXI-80-000047", "ESXI-80-000212", "CIS ESXi 3.3", "Check-Identity-07", "CWE-489", "CWE-1392"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.States(endpoint.ExplainsFailures, true))
        {
            context.Report(endpoint, endpoint.ExplainsFailures, $"'{endpoint.Name}'", $"tells whoever fails to sign in what was wrong: {endpoint.ExplainsFailures.Statement}")
                .Fix(endpoint.ExplainsFailures, false, isSafe: true);
        }
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.DebugInterface, true))
        {
            context.Report(hypervisor, hypervisor.DebugInterface, $"Host '{hypervisor.Name}'", $"shows its inner objects to developers, who can change them there: {hypervisor.DebugInterface.Statement}")
                .Fix(hypervisor.DebugInterface, false, isSafe: true);
        }

        if (context.States(hypervisor.SnmpCommunity, static community => community.Length > 0))
        {
            context.Report(hypervisor, hypervisor.SnmpCommunity, $"Host '{hypervisor.Name}'", "answers SNMP to whoever knows a community, which each request carries in clear")
                .Advise("use SNMPv3 with a user and encryption, and clear the communities");
        }

        if (context.States(hypervisor.SnmpReceiver, static _ => true))
        {
            context.Report(hypervisor, hypervisor.SnmpReceiver, $"'{hypervisor.Name}'", $"sends its alarms in clear, with the community that vouches for them: {hypervisor.SnmpReceiver.Statement}")
                .Advise("send alarms by mail or to a log over TLS, or from hosts by SNMPv3");
        }

        if (context.States(hypervisor.ReachesBaseboard, true))
        {
            context.Report(hypervisor, hypervisor.ReachesBaseboard, $"Host '{hypervisor.Name}'", $"has a network card to its baseboard controller, so that whoever takes over the one reaches the other: {hypervisor.ReachesBaseboard.Statement}")
                .Fix(hypervisor.ReachesBaseboard, false, isSafe: true);
        }
    }
}
