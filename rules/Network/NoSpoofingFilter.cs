using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags ports on shared networks that take any source address from the guest.</summary>
public sealed class NoSpoofingFilter() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4004",
        title: "Guest port has no address filter",
        message: "{0} may use the address of any other guest on {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.KubeVirt, Platform.Xen, Platform.OVirt],
        profile: Profile.Strict,
        securitySeverity: 4.8,
        standards: ["CWE-290", "NIST SP 800-125B segmentation"]);

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.Is(nic.LearnsAddress, true))
            context.Report(nic, nic.LearnsAddress, nic.Subject, NetworkOf(nic), "the filter takes the guest's first packet at its word").Fix(nic.LearnsAddress, false);

        if (IsOnSharedNetwork(nic) && context.IsAbsent(nic.Filter))
        {
            context.Report(nic, nic.Network, nic.Subject, NetworkOf(nic), "the port has no filter")
                .Advise("name a filter that keeps to the guest's own addresses, such as 'clean-traffic'");
        }
    }

    public override void Check(PortGroup group, RuleContext context)
    {
        if (context.States(group.HasAddressFilter, false))
            context.Report(group, group.HasAddressFilter, $"Guests of profile '{group.Name}'", group.SwitchName.IsKnown ? $"'{group.SwitchName.Value}'" : "its network", "the profile's filter is taken away").Advise("name a filter that keeps to the guest's own addresses, such as 'vdsm-no-mac-spoofing'");
    }

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.Level is not FirewallLevel.Guest || !firewall.InForce.Is(true) || !context.Is(firewall.FiltersAddress, false) || firewall.IsForNetworkFunction(context))
            return;

        context.Report(firewall, firewall.FiltersAddress, $"Guest '{firewall.Name}'", "its network", $"the address filter is {(firewall.FiltersAddress.IsStated ? "off" : "off by default")}")
            .Fix(firewall.FiltersAddress, true);
    }

    private static string NetworkOf(NetworkInterface nic) => nic.Network.IsKnown ? $"'{nic.Network.Value}'" : "its network";

    /// <summary>
    /// Whether other guests are known to be on the port's network, and nobody else sees to its filters. A platform with a
    /// firewall of its own filters addresses there.
    /// </summary>
    private static bool IsOnSharedNetwork(NetworkInterface nic) =>
        nic.IsOnSharedNetwork
        && nic.Network.IsKnown
        && nic.Neighbours > 0
        && nic.Firewalled.State is FactState.Absent
        && nic.ManagedElsewhere.State is FactState.Absent
        && nic.Switch?.Forwarding.Is(NetworkForwarding.Isolated) != true;
}
