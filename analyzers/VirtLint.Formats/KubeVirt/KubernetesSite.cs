using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Cluster;
using VirtLint.Formats.KubeVirt.Guest;
using VirtLint.Formats.KubeVirt.Harvester;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt;

/// <summary>Joins guests with the networks, volumes and policies that other manifests of their cluster declare.</summary>
internal sealed class KubernetesSite : ISiteLinker
{
    public static readonly BindingTable<NetworkInterface> Joined = new BindingTable<NetworkInterface>(Platform.KubeVirt, "VirtualMachine: networks", "KubeVirt user guide: Interfaces and networks")
        .Computed("multus.networkName", n => n.Filter, "a network with 'macspoofchk'", decidedBy: "NetworkAttachmentDefinition")
        .Computed("pod", n => n.FirewallEffective, "a policy that covers the guest", source: "Kubernetes, Network Policies: podSelector", decidedBy: "NetworkPolicy");

    public static readonly BindingTable<VirtualMachine> Inherited = new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine: evictionStrategy", "KubeVirt user guide: Node maintenance")
        .Computed("(nothing)", m => m.Eviction, "the cluster's own choice", decidedBy: "KubeVirt, HyperConverged");

    public Platform Platform => Platform.KubeVirt;

    public void Link(Site site)
    {
        var networks = new Dictionary<string, VirtualSwitch>(StringComparer.Ordinal);
        foreach (var network in site.All<VirtualSwitch>())
            networks[network.Name] = network;

        if (networks.Count > 0)
            LinkNetworks(site, networks);

        LinkPolicies(site);
        LinkEviction(site);
        ProfileLinker.Link(site);
        VolumeLinker.Link(site);
        CloneBinder.Link(site);
        QuotaBinder.Link(site);
        BackupBinder.Link(site);
    }

    /// <summary>On the network that every pod is on, a policy of its namespace may keep a guest from the others.</summary>
    private static void LinkPolicies(Site site)
    {
        var policies = site.All<FirewallPolicy>().Where(static policy => policy.Covers.State is not FactState.Absent).ToLookup(static policy => policy.Pool.Or(""), StringComparer.Ordinal);
        if (policies.Count == 0)
            return;

        foreach (var nic in site.All<NetworkInterface>().Where(static nic => nic.Network.Is(MachineNetworks.PodNetwork)))
        {
            if (nic.Machine is not { } machine)
                continue;

            foreach (var policy in policies[machine.Pool.Or("")])
            {
                if (policy.Covers.IsUnresolved && nic.FirewallEffective.State is FactState.Absent)
                    nic.FirewallEffective = Fact<bool>.Unresolved(policy.Origin, policy.Covers.AsWritten, policy.Covers.Source, "podSelector");
                else if (policy.Covers.Is(name => name == "*" || name == machine.Name))
                    nic.FirewallEffective = Fact.Default(true, nic.Origin, "Kubernetes: Network Policies", "podSelector").With(new RelatedPlace(policy.Origin, "the policy that covers it"));
            }
        }
    }

    private static void LinkNetworks(Site site, Dictionary<string, VirtualSwitch> networks)
    {
        foreach (var segment in site.All<NetworkInterface>().Where(static nic => nic.Network.IsKnown).GroupBy(static nic => nic.Network.Value))
        {
            if (!networks.TryGetValue(segment.Key, out var network))
                continue;

            var guests = segment.Select(static nic => nic.Owner).Distinct().Count();
            foreach (var nic in segment)
            {
                nic.Switch = network;
                nic.Neighbours = guests - 1;
                if (network.KeepsGuestAddresses.Is(true) || network.KeepsGuestAddresses.IsUnresolved)
                    nic.Filter = network.KeepsGuestAddresses.Select(static _ => "macspoofchk");
            }
        }
    }

    /// <summary>Guests that say nothing do as the cluster does, whose own object tells. // KubeVirt user guide, "Node maintenance"</summary>
    private static void LinkEviction(Site site)
    {
        if (site.All<Hypervisor>().FirstOrDefault(static hypervisor => hypervisor.Eviction.IsKnown) is not { Eviction: { Origin: { } origin } eviction })
            return;

        foreach (var machine in site.All<VirtualMachine>().Where(static machine => machine.Eviction.State is FactState.Absent))
            machine.Eviction = Fact.Default(eviction.Value, machine.Origin, "KubeVirt: evictionStrategy", "evictionStrategy").With(new RelatedPlace(origin, "the cluster's own choice"));
    }
}
