using System.Collections.Generic;

namespace VirtLint.Model;

/// <summary>A guest's network adapter.</summary>
public sealed class NetworkInterface(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.NetworkInterface;

    /// <summary>Whether the port drops what does not come from its own addresses, and filters by its groups.</summary>
    public Fact<bool> PortSecurity { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>A range of every address that the port may also send from. Absent when it has none.</summary>
    public Fact<string> AnyAddressPair { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>A MAC address beside its own that the adapter may send from. Absent when it has none.</summary>
    public Fact<string> ForeignMac { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What makes the adapter pass by the filters that are set for it. Absent when nothing does.</summary>
    public Fact<string> UnfilteredBy { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    public VirtualMachine? Machine => Owner as VirtualMachine;

    /// <summary>The switch that <see cref="Network"/> names, when its file is in the run.</summary>
    public VirtualSwitch? Switch { get; set; }

    /// <summary>The port group that the adapter is in, when its file is in the run.</summary>
    public PortGroup? PortGroup { get; set; }

    /// <summary>What the adapter is connected to.</summary>
    public Fact<NetworkAttachment> Attachment { get => field ?? Fact<NetworkAttachment>.Absent; set => field = Set(value); }

    /// <summary>The bridge, switch or virtual network by name.</summary>
    public Fact<string> Network { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the network is that which hosts are managed by, as the platform has it where none is named.</summary>
    public Fact<bool> SharesManagementNetwork { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The port group within the network by name.</summary>
    public Fact<string> PortGroupName { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether another product than the platform's own runs the guest, and makes up its addresses.</summary>
    public bool IsForeign { get; set; }

    /// <summary>How many other guests of the run are known to be on the same network.</summary>
    public int Neighbours { get; set; }

    /// <summary>The hardware address, in lower case with colons. Absent where the platform makes one up.</summary>
    public Fact<string> Mac { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The VLANs that the adapter's port is limited to. Absent when it is not.</summary>
    public Fact<VlanMembership> Vlans { get => field ?? Fact<VlanMembership>.Absent; set => field = Set(value); }

    /// <summary>
    /// The VLANs that the guest can reach though nobody gave them to it; set where the switch carries VLANs and the port is
    /// not limited to any.
    /// </summary>
    public Fact<VlanMembership> UnlimitedVlans { get => field ?? Fact<VlanMembership>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest takes over the addresses of the container that it runs in, from where it cannot move.</summary>
    public Fact<bool> TakesContainerAddress { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether something limits what the guest may send and receive per second. Absent where the platform expects no limit.</summary>
    public Fact<bool> IsRateLimited { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the virtual cable is plugged in.</summary>
    public Fact<bool> Connected { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the port is one of Open vSwitch.</summary>
    public Fact<bool> OnOpenVSwitch { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether another system sees to the port and its filters: a virtual port with a profile of its own.</summary>
    public Fact<bool> ManagedElsewhere { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The packet filter that the port names. Absent when it names none.</summary>
    public Fact<string> Filter { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether frames pass unfiltered while the filter's driver does not answer.</summary>
    public Fact<bool> FilterFailsOpen { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the filter takes the guest's first packet at its word for the address that it then enforces.</summary>
    public Fact<bool> LearnsAddress { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the adapter asks to be behind the platform's firewall.</summary>
    public Fact<bool> Firewalled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>
    /// Whether the platform's firewall filters the adapter: false with the reason as a related place. Absent while a level
    /// that decides is not in the run.
    /// </summary>
    public Fact<bool> FirewallEffective { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may send from hardware addresses that are not its adapter's own.</summary>
    public Fact<bool> AllowsForgedSource { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may announce itself as a router of its segment.</summary>
    public Fact<bool> AllowsRouterAdvertisement { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may hand out addresses to its segment.</summary>
    public Fact<bool> AllowsAddressOffers { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the adapter is handed the frames of others when it asks for them.</summary>
    public Fact<bool> IsPromiscuous { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file of the host into which all frames are written. Absent when they are not.</summary>
    public Fact<string> CapturesTo { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest reaches what listens on the host's own loopback address.</summary>
    public Fact<bool> ReachesHostLoopback { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may widen the set of addresses that its port receives.</summary>
    public Fact<bool> TrustsGuestFilters { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the port may not talk to the other isolated ports of its switch.</summary>
    public Fact<bool> Isolated { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Where an adapter that speaks through sockets listens or sends to.</summary>
    public Fact<ListenAddress> Peer { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>The largest packet in bytes that the adapter takes. Absent where it follows the switch.</summary>
    public Fact<int> Mtu { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The static addresses of the adapter, without prefix length.</summary>
    public IReadOnlyList<Fact<string>> Addresses { get; set; } = [];

    /// <summary>Where the host listens on behalf of the guest, one for each forward.</summary>
    public IReadOnlyList<Fact<ListenAddress>> ForwardedPorts { get; set; } = [];

    /// <summary>Whether the adapter is on a network that other guests can be on.</summary>
    public bool IsOnSharedNetwork => Attachment.Is(static kind => kind is NetworkAttachment.Bridge or NetworkAttachment.Network);

    /// <summary>What a message calls the adapter: <c>network interface 'net0' of 'db01'</c>.</summary>
    public override string Description => Owner switch
    {
        null => base.Description,
        VirtualMachine { DisplayName: { IsKnown: true } name } => $"{base.Description} of '{Owner.Name}' ({name.Value})",
        _ => $"{base.Description} of '{Owner.Name}'",
    };
}
