using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Network;

/// <summary>Joins the adapters of a cluster's guests with VNets, the bridges of their own node, and the firewall's levels.</summary>
internal sealed class PveNetworkLinker : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        var nics = site.All<NetworkInterface>().ToList();
        if (nics.Count == 0)
            return;

        var vnets = new Dictionary<string, PortGroup>();
        foreach (var vnet in site.All<PortGroup>())
            vnets[vnet.Name] = vnet;

        var switches = new Dictionary<(string Host, string Name), VirtualSwitch>();
        foreach (var bridge in site.All<VirtualSwitch>())
            switches[(bridge.Host, bridge.Name)] = bridge;

        var hasOneHost = nics.Select(static nic => PvePaths.NodeOf(nic.Origin.File.Path)).Distinct().Count() == 1;
        var onNetwork = nics.Where(static nic => nic.Network.IsKnown).ToList();
        foreach (var nic in onNetwork)
            Join(nic, vnets, switches, hasOneHost);

        NetworkSegments.CountNeighbours(onNetwork);
        FindUnlimited(onNetwork);
        LinkFirewall(site, nics);
    }

    /// <summary>Puts an adapter on a VNet, and gives it what it leaves to the VNet.</summary>
    internal static void Join(NetworkInterface nic, PortGroup vnet, VirtualSwitch? zone)
    {
        nic.PortGroup = vnet;
        nic.Attachment = nic.Network.Select(static _ => NetworkAttachment.Network);
        if (nic.Isolated.State is FactState.Absent)
            nic.Isolated = vnet.Isolated;

        if (zone is not null)
            nic.Switch = zone;
    }

    /// <summary>Marks the adapters that reach VLANs of others: on bridges that carry VLANs, and on VNets that pass on tags.</summary>
    internal static void FindUnlimited(IReadOnlyList<NetworkInterface> nics)
    {
        NetworkSegments.FindUnlimitedPorts(nics.Where(static nic =>
            nic.Switch is { } bridge && (bridge.VlanAware.Is(true) || bridge.IsOpenVSwitch.Is(true)) && !bridge.Internal.Is(true)));
        foreach (var nic in nics)
            PassGuestTags(nic);
    }

    private static void Join(
        NetworkInterface nic, Dictionary<string, PortGroup> vnets, Dictionary<(string Host, string Name), VirtualSwitch> switches, bool hasOneHost)
    {
        var name = nic.Network.Value;
        if (vnets.TryGetValue(name, out var vnet))
        {
            Join(nic, vnet, vnet.SwitchName.IsKnown && switches.TryGetValue(("", vnet.SwitchName.Value), out var zone) ? zone : null);
            return;
        }

        // A copy of /etc without nodes/ is one host's: its bridges are those of the guests beside it.
        if (switches.TryGetValue((PvePaths.NodeOf(nic.Origin.File.Path), name), out var bridge) || (hasOneHost && switches.TryGetValue(("", name), out bridge)))
            nic.Switch = bridge;
    }

    /// <summary>// pvesdn(7), VNets: "VLAN Aware" lets guests tag inside the VNet</summary>
    private static void PassGuestTags(NetworkInterface nic)
    {
        if (nic.PortGroup is not { } vnet || !vnet.PassesGuestTags.Is(true) || nic.Vlans.State is not FactState.Absent || nic.Connected.Is(false))
            return;

        nic.UnlimitedVlans = nic.Network.Select(static _ => new VlanMembership(1, [new(2, 4094)]))
            .With(new RelatedPlace(vnet.PassesGuestTags.Origin ?? vnet.Origin, $"VNet '{vnet.Name}' passes the tags that its guests set"));
    }

    /// <summary>
    /// A guest's adapter is filtered when the cluster's firewall is on, the guest's is on and the adapter asks for it.
    /// </summary>
    /// <remarks>pve-firewall, Firewall.pm: compile, compile_iptables_filter.</remarks>
    private static void LinkFirewall(Site site, List<NetworkInterface> nics)
    {
        FirewallPolicy? cluster = null;
        var guests = new Dictionary<string, FirewallPolicy>();
        foreach (var policy in site.All<FirewallPolicy>())
        {
            if (policy.Level is FirewallLevel.Cluster)
                cluster = policy;
            else if (policy.Level is FirewallLevel.Guest)
                guests[policy.Name] = policy;
        }

        LinkFirewall(nics, cluster, guest => guests.TryGetValue(guest.Name, out var own) ? own : null);
    }

    /// <summary>Tells adapters whether they are filtered, by the switches of the cluster and of their guests.</summary>
    internal static void LinkFirewall(IReadOnlyList<NetworkInterface> nics, FirewallPolicy? cluster, Func<Entity, FirewallPolicy?> policyOf)
    {
        foreach (var nic in nics)
        {
            if (nic.Attachment.IsKnown && nic.Attachment.Value is NetworkAttachment.Bridge or NetworkAttachment.Network)
                LinkFirewall(nic, cluster, nic.Owner is { } guest ? policyOf(guest) : null);
        }

        if (cluster is null)
            LinkIdlePolicies(nics, policyOf);
    }

    private static void LinkFirewall(NetworkInterface nic, FirewallPolicy? cluster, FirewallPolicy? guest)
    {
        if (cluster is null || !cluster.Enabled.Is(true) || !nic.Firewalled.IsKnown)
            return;

        var filtered = nic.Firewalled.Select(static _ => true);
        var unfiltered = nic.Firewalled.Select(static _ => false);
        if (nic.Firewalled.Is(false))
            nic.FirewallEffective = unfiltered.With(Place(cluster.Enabled, cluster, "the cluster's firewall is on"));
        else if (guest is null && IsInFirewallFolder(cluster))
            nic.FirewallEffective = unfiltered.With(Place(cluster.Enabled, cluster, "no file beside the cluster's switches on a firewall for the guest"));
        else if (guest is not null && guest.Enabled.Is(false))
            nic.FirewallEffective = unfiltered.With(Place(guest.Enabled, guest, "the guest's own firewall is off"));
        else if (guest is not null && guest.Enabled.Is(true))
            nic.FirewallEffective = filtered;
    }

    /// <summary>Whether the firewall files of the guests would lie beside the cluster's. // pmxcfs.adoc: firewall/VMID.fw</summary>
    private static bool IsInFirewallFolder(FirewallPolicy cluster) => new FilePath(cluster.Origin.File.Path).FolderName == "firewall";

    /// <summary>Where the cluster's switch is not known, a guest's firewall still has no effect when no adapter asks for it.</summary>
    private static void LinkIdlePolicies(IReadOnlyList<NetworkInterface> nics, Func<Entity, FirewallPolicy?> policyOf)
    {
        foreach (var guest in nics.Where(static nic => nic.Owner is not null).GroupBy(static nic => nic.Owner))
        {
            if (guest.Key is not { } owner || policyOf(owner) is not { } policy || !policy.Enabled.Is(true) || !guest.All(static nic => nic.Firewalled.Is(false)))
                continue;

            var first = guest.First();
            policy.HasEffect = policy.Enabled.Select(static _ => false).With(Place(first.Firewalled, first, $"'{first.Name}' is not behind the firewall, nor is another adapter of the guest"));
        }
    }

    private static RelatedPlace Place(Fact fact, Entity entity, string message) => new(fact.Origin ?? entity.Origin, message);
}
