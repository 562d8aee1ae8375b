using System.Collections.Immutable;

namespace VirtLint.Model;

/// <summary>A bridge, virtual network or switch on a host.</summary>
public sealed class VirtualSwitch(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.VirtualSwitch;

    /// <summary>Whether its ports drop what does not come from their own addresses, unless they say otherwise.</summary>
    public Fact<bool> PortSecurity { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The host that has the switch, where the files of several hosts lie together; empty when there is one.</summary>
    public string Host { get; init; } = "";

    /// <summary>Whether no adapter of the host connects the switch to the outside.</summary>
    public Fact<bool> Internal { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The bridge of the host that stands behind a virtual network, when its file is in the run.</summary>
    public VirtualSwitch? HostBridge { get; set; }

    /// <summary>How many adapters the switch's host has, as far as its files say; 0 when they do not.</summary>
    public int HostAdapterCount { get; set; }

    /// <summary>The bridge of the host that stands behind a virtual network, by name.</summary>
    public Fact<string> Bridge { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How a virtual network reaches what is outside it.</summary>
    public Fact<NetworkForwarding> Forwarding { get => field ?? Fact<NetworkForwarding>.Absent; set => field = Set(value); }

    /// <summary>Whether the switch is Open vSwitch.</summary>
    public Fact<bool> IsOpenVSwitch { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the switch tells VLANs apart.</summary>
    public Fact<bool> VlanAware { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The VLANs of its ports, where they have no own. Absent when none are named.</summary>
    public Fact<VlanMembership> Vlans { get => field ?? Fact<VlanMembership>.Absent; set => field = Set(value); }

    /// <summary>The host's own address on the switch's untagged network.</summary>
    public Fact<string> HostAddress { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The gateway that the host reaches through the switch's untagged network.</summary>
    public Fact<string> HostGateway { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The VLANs of the switch on which the host itself has an address.</summary>
    public ImmutableArray<int> HostVlans { get; set; } = [];

    /// <summary>The largest packet in bytes.</summary>
    public Fact<int> Mtu { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The largest packet in bytes of the smallest uplink.</summary>
    public Fact<int> UplinkMtu { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The zone of the host's firewall that the switch is put into.</summary>
    public Fact<string> FirewallZone { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What the host's firewall does with traffic from the switch's zone to the host and beyond.</summary>
    public Fact<FirewallAction> ZonePolicy { get => field ?? Fact<FirewallAction>.Absent; set => field = Set(value); }

    /// <summary>Whether ports may not talk to each other.</summary>
    public Fact<bool> Isolated { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests may widen the set of addresses that their ports receive.</summary>
    public Fact<bool> TrustsGuestFilters { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether every local user of the host may put an interface on it.</summary>
    public Fact<bool> OpenToLocalUsers { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether every project of the platform may put its guests on it.</summary>
    public Fact<bool> SharedWithEveryProject { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it leads out of the platform, so that projects share it by its nature.</summary>
    public Fact<bool> IsExternal { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The link over which a controller sets the switch's flows; of several, the least protected.</summary>
    public Fact<ControlLink> Controller { get => field ?? Fact<ControlLink>.Absent; set => field = Set(value); }

    /// <summary>The link over which the switch's database is managed; of several, the least protected.</summary>
    public Fact<ControlLink> DatabaseManager { get => field ?? Fact<ControlLink>.Absent; set => field = Set(value); }

    /// <summary>Whether it goes on as a plain learning switch while no controller can be reached.</summary>
    public Fact<bool> FailsOpen { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it takes the first certificate that a controller or manager shows for that of its authority.</summary>
    public Fact<bool> TrustsFirstPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The VLANs whose frames go to all their ports, whoever they are for. Absent when there are none.</summary>
    public Fact<string> FloodedVlans { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether it passes the frames with which bridges arrange their spanning tree, those of guests too.</summary>
    public Fact<bool> PassesBridgeFrames { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it tells its neighbours what it is and where it is managed, by CDP or LLDP.</summary>
    public Fact<bool> AnnouncesItself { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it goes on to send frames that probe the VLANs of its uplinks.</summary>
    public Fact<bool> ProbesUplinks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether ports that see all frames drop those that come back on another uplink.</summary>
    public Fact<bool> ChecksReversePath { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How many links of the host connect it to the outside, each by itself: adapters, and bonds of them.</summary>
    public Fact<int> Uplinks { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether it takes part in a spanning tree, so that two ways to another switch are no loop.</summary>
    public Fact<bool> BreaksLoops { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a collector or sensor is told of its traffic. Absent when not all is known that could do so.</summary>
    public Fact<bool> ReportsTraffic { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How the network crosses hosts inside packets of another. Absent when it does not.</summary>
    public Fact<OverlayKind> Overlay { get => field ?? Fact<OverlayKind>.Absent; set => field = Set(value); }

    /// <summary>The host's own address, between which and those of other hosts the overlay runs.</summary>
    public Fact<string> TunnelAddress { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the overlay runs over the network by which the hosts are managed.</summary>
    public Fact<bool> SharesManagementNetwork { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What makes its ports pass by the filters that are set for them. Absent when nothing does.</summary>
    public Fact<string> UnfilteredBy { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The hosts at the other ends of the overlay.</summary>
    public Fact<string> OverlayPeers { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether guests may send frames whose source address is not that of their adapter.</summary>
    public Fact<bool> AllowsForgedSource { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests may receive by an address that they gave to their adapter themselves.</summary>
    public Fact<bool> AllowsMacChange { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether ports drop frames whose source is not the guest's own address, where the network alone can see to that.</summary>
    public Fact<bool> KeepsGuestAddresses { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether an adapter that asks for it is handed the frames of all others.</summary>
    public Fact<bool> IsPromiscuous { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What a message calls the switch: <c>virtual switch 'vmbr0' of 'pve1'</c>.</summary>
    public override string Description => Host.Length == 0 ? base.Description : $"{base.Description} of '{Host}'";
}
