using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>An adapter that guests migrate over, with the port group that it is on.</summary>
internal readonly record struct MigrationAdapter(MigrationPolicy Policy, PortGroup Group);

/// <summary>Tells what is on the same untagged network of a standard switch as adapters that guests migrate over.</summary>
internal static class MigrationNetworks
{
    /// <param name="groups">The port groups of the same hosts as the adapters', with their switches.</param>
    public static void Join(IReadOnlyList<MigrationAdapter> adapters, IReadOnlyList<PortGroup> groups)
    {
        foreach (var (policy, group) in adapters)
        {
            if (!group.SwitchName.IsKnown || !IsUntagged(group))
                continue;

            var neighbour = groups.FirstOrDefault(other =>
                other.Name != group.Name && other.SwitchName.Is(group.SwitchName.Value) && IsUntagged(other) && adapters.All(adapter => adapter.Group.Name != other.Name));
            if (neighbour is null)
                continue;

            var place = group.Vlans.IsStated && group.Vlans.Origin is { } vlan ? vlan : group.Origin;
            policy.SharesUntaggedNetworkWith = Fact.Stated(neighbour.Name, place, group.Vlans.IsStated ? group.Vlans.AsWritten : group.Name)
                .With(new RelatedPlace(neighbour.Origin, "this is untagged on the same switch"));
        }
    }

    /// <summary>The VLAN of a port group that names none is 0. // vSphere Networking: "VLAN Configuration"</summary>
    private static bool IsUntagged(PortGroup group) => group.Vlans.State is FactState.Absent || group.Vlans.Is(static vlans => vlans is { Untagged: 0, IsTrunk: false });
}
