namespace VirtLint.Model;

/// <summary>A named set of ports of a virtual switch with one policy.</summary>
public sealed class PortGroup(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.PortGroup;

    /// <summary>Whether the group is for adapters that name none.</summary>
    public bool IsDefault { get; set; }

    /// <summary>The switch that the port group is part of, by name.</summary>
    public Fact<string> SwitchName { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The VLANs of its ports. Absent when none are named.</summary>
    public Fact<VlanMembership> Vlans { get => field ?? Fact<VlanMembership>.Absent; set => field = Set(value); }

    /// <summary>Whether guests may use VLAN tags of their own inside it.</summary>
    public Fact<bool> PassesGuestTags { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its ports may not talk to each other.</summary>
    public Fact<bool> Isolated { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its guests may widen the set of addresses that their ports receive.</summary>
    public Fact<bool> TrustsGuestFilters { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests may send frames whose source address is not that of their adapter.</summary>
    public Fact<bool> AllowsForgedSource { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests may receive by an address that they gave to their adapter themselves.</summary>
    public Fact<bool> AllowsMacChange { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether an adapter that asks for it is handed the frames of all others.</summary>
    public Fact<bool> IsPromiscuous { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the platform filters the addresses that guests on it send from. Absent: the platform has its own mind.</summary>
    public Fact<bool> HasAddressFilter { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a single port may have settings of its own, past those of the group.</summary>
    public Fact<bool> AllowsPortOverrides { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether what was set on a port stays when its guest leaves, for the next one.</summary>
    public Fact<bool> KeepsPortSettings { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether ports are made as guests come, past the manager and its counts.</summary>
    public Fact<bool> IsEphemeral { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
