using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests on the network over which the hosts themselves are managed.</summary>
public sealed class GuestOnInfrastructureNetwork() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4020",
        title: "Guests share a network with management or storage",
        message: "{0}: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenVSwitch, Platform.HyperV, Platform.OpenStack, Platform.Vmware, Platform.Harvester],
        securitySeverity: 7.4,
        standards: ["NIST SP 800-125B segmentation"]);

    /// <summary>A host with one adapter has nowhere else to put its few guests.</summary>
    private const int FewGuests = 3;

    public override void Check(Site site, RuleContext context)
    {
        var isFiltered = site.All<FirewallPolicy>().Any(static policy => policy.Level is FirewallLevel.Cluster && policy.Enabled.Is(true));
        foreach (var network in site.All<NetworkInterface>().Where(nic => IsUntaggedGuest(nic, context)).GroupBy(static nic => nic.Switch?.HostBridge ?? nic.Switch))
        {
            if (network.Key is not { } bridge || bridge.Internal.Is(true) || !context.Is(bridge.HostAddress, static _ => true) || !context.Is(bridge.HostGateway, static _ => true))
                continue;

            var guests = network.Select(static nic => nic.Owner?.Name ?? nic.Name).Distinct().ToList();
            if (bridge.HostAdapterCount <= 1 && guests.Count <= FewGuests)
                continue;

            var finding = context.Report(bridge, bridge.HostAddress, Reach(Count(guests), bridge.Name), bridge.HostAddress.Phrase)
                .Advise("give the host's own address a VLAN or bridge that no guest is on");
            // Its default set of management sources holds the host's own network, so guests of that network may pass still.
            if (isFiltered)
                finding.At(DiagnosticSeverity.Info);

            foreach (var nic in network.Take(3))
                finding.Relate(nic.Network.Origin ?? nic.Origin, $"{nic.Description} is on it untagged");
        }
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.Is(nic.SharesManagementNetwork, true) && !IsExempt(nic, context))
        {
            context.Report(nic, nic.SharesManagementNetwork, $"{nic.Subject} is on the network of the cluster's own services, behind an address that is translated", nic.SharesManagementNetwork.IsStated ? nic.SharesManagementNetwork.Statement : "no other network is named")
                .At(DiagnosticSeverity.Info)
                .Advise("put it on a network with a VLAN of its own");
        }

        var declared = context.Options.List("virtlint.management_networks");
        if (declared.Count == 0 || IsExempt(nic, context) || !context.Is(nic.Network, name => declared.Contains(name) || IsOnDeclaredVlan(nic, declared)))
            return;

        context.Report(nic, nic.Network, Reach(nic.Subject, nic.Network.Value), "the project declares it as management");
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.States(network.SharesManagementNetwork, true))
        {
            context.Report(network, network.SharesManagementNetwork, $"The overlay of {network.Description} runs over the network that hosts are managed by", network.SharesManagementNetwork.Statement)
                .Advise("give the overlay an adapter or VLAN, and an address, of its own");
        }
    }

    private static string Reach(string guest, string network) => $"{guest} can reach the host's own address on '{network}' without passing a router";

    private static bool IsOnDeclaredVlan(NetworkInterface nic, IReadOnlyList<string> declared) =>
        nic.Vlans.Is(vlans => vlans.Untagged is { } vlan && declared.Contains(vlan.ToString(CultureInfo.InvariantCulture)));

    private static bool IsUntaggedGuest(NetworkInterface nic, RuleContext context) =>
        nic.Vlans.State is FactState.Absent && !nic.Connected.Is(false) && !IsExempt(nic, context);

    private static bool IsExempt(NetworkInterface nic, RuleContext context) =>
        nic.Machine is { } machine && (machine.IsTemplate.Is(true) || machine.IsNetworkFunction(context.Options));

    private static string Count(List<string> guests) => guests.Count == 1 ? $"Guest '{guests[0]}'" : $"{guests.Count} guests";
}
