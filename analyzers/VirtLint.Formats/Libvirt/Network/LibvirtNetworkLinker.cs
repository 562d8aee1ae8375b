using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt.Network;

/// <summary>Joins the interfaces of a host's guests with its networks, port groups and bridges.</summary>
internal sealed class LibvirtNetworkLinker : ISiteLinker
{
    public Platform Platform => Platform.Libvirt;

    public void Link(Site site)
    {
        var nics = site.All<NetworkInterface>().Where(static nic => nic.Network.IsKnown).ToList();
        if (nics.Count == 0)
            return;

        var networks = new Dictionary<(bool IsNetwork, string Name), VirtualSwitch>();
        foreach (var network in site.All<VirtualSwitch>())
        {
            if (network.Forwarding.State is FactState.Absent)
                networks[(false, network.Name)] = network;
            else
                networks[(true, network.Name)] = network;
        }

        foreach (var network in networks.Values.Where(static network => network.Bridge.IsKnown).ToList())
        {
            if (networks.TryGetValue((false, network.Bridge.Value), out var bridge))
                network.HostBridge = bridge;
        }

        foreach (var nic in nics)
        {
            if (!networks.TryGetValue((nic.Attachment.Is(NetworkAttachment.Network), nic.Network.Value), out var network))
                continue;

            Join(nic, network);
        }

        NetworkSegments.CountNeighbours(nics);
        NetworkSegments.FindUnlimitedPorts(nics.Where(static nic => nic.OnOpenVSwitch.Is(true)));
    }

    /// <summary>Puts an adapter on its network, and gives it what it leaves to the network.</summary>
    internal static void Join(NetworkInterface nic, VirtualSwitch network)
    {
        nic.Switch = network;
        nic.PortGroup = PortGroupOf(nic, network);
        Inherit(nic, network);
    }

    private static PortGroup? PortGroupOf(NetworkInterface nic, VirtualSwitch network) => nic.PortGroupName.IsKnown
        ? network.Parts<PortGroup>().FirstOrDefault(group => group.Name == nic.PortGroupName.Value)
        : network.Parts<PortGroup>().FirstOrDefault(static group => group.IsDefault);

    /// <summary>// formatnetwork.rst, "Portgroups": the interface's own vlan wins over the port group's, that over the network's</summary>
    private static void Inherit(NetworkInterface nic, VirtualSwitch network)
    {
        if (nic.Vlans.State is FactState.Absent && nic.PortGroup is { Vlans: { State: not FactState.Absent } inherited })
            nic.Vlans = inherited;
        else if (nic.Vlans.State is FactState.Absent && network.Vlans.State is not FactState.Absent)
            nic.Vlans = network.Vlans;

        if (nic.OnOpenVSwitch.State is FactState.Absent && network.IsOpenVSwitch.IsKnown)
            nic.OnOpenVSwitch = nic.ManagedElsewhere = network.IsOpenVSwitch;

        if (nic.Isolated.State is not FactState.Default)
            return;

        if (network.Isolated.Is(true))
            nic.Isolated = network.Isolated;
        else if (nic.PortGroup is { } group && group.Isolated.Is(true))
            nic.Isolated = group.Isolated;
    }
}
