using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Binding;

/// <summary>What follows for adapters from the others on their network, whatever the platform.</summary>
internal static class NetworkSegments
{
    /// <summary>Tells every adapter how many other guests are on its network.</summary>
    public static void CountNeighbours(IReadOnlyList<NetworkInterface> nics)
    {
        foreach (var network in nics.GroupBy(static nic => (nic.Network.Value, nic.Switch?.Host)))
        {
            var guests = network.Select(static nic => nic.Owner?.Identity).Distinct().Count();
            foreach (var nic in network)
                nic.Neighbours = guests - 1;
        }
    }

    /// <summary>
    /// Marks the ports that no VLAN limits though their switch carries VLANs: others on it are tagged, or the host itself has
    /// an address on one.
    /// </summary>
    /// <param name="nics">The adapters on switches that hand untagged ports every VLAN.</param>
    public static void FindUnlimitedPorts(IEnumerable<NetworkInterface> nics)
    {
        foreach (var network in nics.Where(static nic => nic.Network.IsKnown).GroupBy(static nic => (nic.Network.Value, nic.Switch?.Host)))
        {
            var witness = network.FirstOrDefault(static nic => nic.Vlans.IsKnown);
            foreach (var nic in network)
            {
                if (nic.Vlans.State is not FactState.Absent || nic.Connected.Is(false))
                    continue;

                if (witness is not null)
                    Mark(nic, new RelatedPlace(witness.Vlans.Origin ?? witness.Origin, $"another port of '{nic.Network.Value}' is on VLAN {witness.Vlans.Value}"));
                else if (nic.Switch is { HostVlans: [var vlan, ..] } host)
                    Mark(nic, new RelatedPlace(host.Origin, $"the host itself has an address on VLAN {vlan} of '{host.Name}'"));
            }
        }
    }

    /// <summary>Tells that an adapter reaches every VLAN of its switch.</summary>
    public static void Mark(NetworkInterface nic, RelatedPlace why) =>
        nic.UnlimitedVlans = nic.Network.Select(static _ => new VlanMembership(1, [new(2, 4094)])).With(why);
}
