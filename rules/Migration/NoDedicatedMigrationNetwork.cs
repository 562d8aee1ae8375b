using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags migration that shares whatever network the hosts are known by.</summary>
public sealed class NoDedicatedMigrationNetwork() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2011",
        title: "Migration has no network of its own",
        message: "{0} gives migration no network of its own{1}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.OpenStack, Platform.Harvester, Platform.Vmware, Platform.Xen],
        profile: Profile.Strict,
        securitySeverity: 4.3,
        standards: ["NIST SP 800-125B segmentation"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.States(policy.Address, static address => address.Exposure is Exposure.Everywhere))
            context.Report(policy, policy.Address, policy.Name, $": it takes guests in on {policy.Address.Phrase}");
        else if (context.Is(policy.SharesManagementNetwork, true))
            context.Report(policy, policy.SharesManagementNetwork, policy.Name, policy.SharesManagementNetwork.IsStated ? $": {policy.SharesManagementNetwork.Statement}, the network that hosts are managed by" : ", so that it shares the one that hosts are managed by");
        else if (context.Is(policy.SharesUntaggedNetworkWith, static _ => true))
            context.Report(policy, policy.SharesUntaggedNetworkWith, $"'{policy.Name}'", $": '{policy.SharesUntaggedNetworkWith.Value}' is untagged on the same switch").Advise("give migration a VLAN of its own, or a switch with uplinks of its own");
        else if (policy.IsOfCluster && context.IsAbsent(policy.Network) && policy.PostCopy.IsKnown)
            context.Report(policy, policy.Name, ", so that it shares the one that every pod is on");
        else if (policy.Hosts.Is(static hosts => hosts > 1) && context.IsAbsent(policy.Network) && policy.Protection.IsKnown && policy.ClusterLinkProtection.State is FactState.Absent)
            context.Report(policy, policy.Name, $", so that it shares that of the {policy.Hosts.Value} hosts' cluster");
    }
}
