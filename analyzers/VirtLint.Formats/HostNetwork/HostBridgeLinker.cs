using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.HostNetwork;

/// <summary>
/// Joins the adapters of guests with bridges and switches of the same host that another tool's files describe: a libvirt
/// guest on a switch that a script of Open vSwitch made.
/// </summary>
internal sealed class HostBridgeLinker : IFleetLinker
{
    public void Link(Fleet fleet)
    {
        foreach (var host in fleet.Sites.GroupBy(static site => site.Root, StringComparer.Ordinal))
        {
            var sites = host.ToList();
            if (sites.Count > 1)
                Link(sites);
        }
    }

    private static void Link(List<Site> sites)
    {
        var bridges = sites
            .SelectMany(static site => site.All<VirtualSwitch>().Where(static bridge => IsOfHost(bridge)).Select(bridge => (site.Platform, Bridge: bridge)))
            .ToLookup(static pair => pair.Bridge.Name, StringComparer.Ordinal);
        var joined = new List<NetworkInterface>();
        foreach (var site in sites)
        {
            foreach (var network in site.All<VirtualSwitch>().Where(static network => network is { HostBridge: null, Bridge.IsKnown: true }))
                network.HostBridge = Only(bridges[network.Bridge.Value], site.Platform);

            foreach (var nic in site.All<NetworkInterface>())
            {
                if (Join(nic, bridges, site.Platform) is { IsOpenVSwitch: { IsKnown: true, Value: true }, Controller.State: FactState.Absent } bridge && !bridge.FailsOpen.Is(false))
                    joined.Add(nic);
            }
        }

        NetworkSegments.FindUnlimitedPorts(joined);
    }

    /// <summary>The switch that the adapter is on by now, where this found it.</summary>
    private static VirtualSwitch? Join(NetworkInterface nic, ILookup<string, (Platform, VirtualSwitch)> bridges, Platform platform)
    {
        if (nic.Switch is { HostBridge: { IsOpenVSwitch.IsKnown: true } behind } && nic.OnOpenVSwitch.State is FactState.Absent)
        {
            nic.OnOpenVSwitch = behind.IsOpenVSwitch;
            return behind;
        }

        if (nic.Switch is not null || !nic.Network.IsKnown || !nic.Attachment.Is(NetworkAttachment.Bridge) || Only(bridges[nic.Network.Value], platform) is not { } bridge)
            return null;

        nic.Switch = bridge;
        if (nic.OnOpenVSwitch.State is FactState.Absent && bridge.IsOpenVSwitch.IsKnown)
            nic.OnOpenVSwitch = bridge.IsOpenVSwitch;

        return bridge;
    }

    /// <summary>The one of a name that the platform's own linker cannot see; null when there are several.</summary>
    private static VirtualSwitch? Only(IEnumerable<(Platform Platform, VirtualSwitch Bridge)> candidates, Platform platform)
    {
        var found = candidates.Where(candidate => candidate.Platform != platform).Take(2).ToList();
        return found.Count == 1 ? found[0].Bridge : null;
    }

    /// <summary>A bridge of the host itself, not a network that a platform makes up by name.</summary>
    private static bool IsOfHost(VirtualSwitch bridge) => bridge is { Forwarding.State: FactState.Absent, Bridge.State: FactState.Absent, Host.Length: 0 };
}
