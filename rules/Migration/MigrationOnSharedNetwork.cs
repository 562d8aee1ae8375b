using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags a migration network that guests are attached to as well.</summary>
public sealed class MigrationOnSharedNetwork() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2010",
        title: "Migration shares its network with guests or management",
        message: "Guest memory migrates over {0}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.KubeVirt, Platform.HyperV, Platform.OpenStack, Platform.Vmware],
        securitySeverity: 8.1,
        standards: ["NIST SP 800-125B segmentation"]);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.States(policy.UsesAnyNetwork, true))
        {
            context.Report(policy, policy.UsesAnyNetwork, $"any network of the host, those of guests and management among them: {policy.UsesAnyNetwork.Statement}")
                .Fix(policy.UsesAnyNetwork, false);
        }

        if (context.States(policy.SharesAdapterWith, static _ => true))
            context.Report(policy, policy.SharesAdapterWith, $"adapter '{policy.Name}', which carries {policy.SharesAdapterWith.Value} as well").Advise("give migration an adapter, a VLAN and a TCP/IP stack of its own");

        if (context.States(policy.SharesGuestNetwork, true))
            context.Report(policy, policy.SharesGuestNetwork, $"the network that guests' own traffic leaves the host by: {policy.SharesGuestNetwork.Statement}").Advise("give migration a network of its own");

        if (!context.States(policy.Network, static network => network.Length > 0))
            return;

        // Some platforms name the network itself.
        if (context.Site.All<NetworkInterface>().FirstOrDefault(nic => nic.Network.Is(policy.Network.Value)) is { Owner: VirtualMachine neighbour } shared)
        {
            context.Report(policy, policy.Network, $"{policy.Network.Phrase}, which guest '{neighbour.DisplayName.Or(neighbour.Name)}' is on as well")
                .Relate(shared.Origin, "this adapter is on the same network");
            return;
        }

        foreach (var bridge in context.Site.All<VirtualSwitch>())
        {
            if (!bridge.HostAddress.IsStated || !AddressRange.Contains(policy.Network.Value, bridge.HostAddress.Value.Split('/')[0]))
                continue;

            var guest = context.Site.All<NetworkInterface>().FirstOrDefault(nic => ReferenceEquals(nic.Switch, bridge) && IsUntagged(nic));
            if (guest?.Owner is VirtualMachine machine)
            {
                context.Report(policy, policy.Network, $"{policy.Network.Phrase}, which guest '{machine.DisplayName.Or(machine.Name)}' carries on '{bridge.Name}' as well")
                    .Relate(guest.Origin, "this adapter is on the same network");
                return;
            }

            // Encrypted, memory may well travel with management in a small cluster; in clear it may not.
            if (bridge.HostGateway.IsStated && policy.Protection.Is(LinkProtection.None))
            {
                context.Report(policy, policy.Network, $"{policy.Network.Phrase}, which the host's default route carries on '{bridge.Name}' as well")
                    .Relate(bridge.Origin, "this bridge leads to the gateway");
                return;
            }
        }
    }

    /// <summary>Whether the guest is on the network that the host's own address is on.</summary>
    private static bool IsUntagged(NetworkInterface nic) =>
        nic.Vlans.State is FactState.Absent && nic.PortGroup is null && !nic.Connected.Is(false);
}
