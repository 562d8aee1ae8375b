using System.Collections.Immutable;
using System.Linq;

namespace VirtLint.Model;

/// <summary>What a guest's adapter is connected to.</summary>
public enum NetworkAttachment
{
    /// <summary>A bridge or switch of the host.</summary>
    Bridge,

    /// <summary>A virtual network that is declared by name.</summary>
    Network,

    /// <summary>A tap device that something else connects.</summary>
    Tap,

    /// <summary>A host adapter, shared with the host: macvtap.</summary>
    SharedAdapter,

    /// <summary>A host adapter, or a function of one, that the guest has for itself.</summary>
    AssignedAdapter,

    /// <summary>A switch in another process, over shared memory.</summary>
    SharedMemorySwitch,

    /// <summary>Address translation inside the emulator: no switch of the host is involved.</summary>
    UserMode,

    /// <summary>Frames inside plain TCP or UDP packets.</summary>
    Socket,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>How a virtual network reaches what is outside it.</summary>
public enum NetworkForwarding
{
    /// <summary>Not at all.</summary>
    Isolated,

    Nat,

    /// <summary>By routing, open to connections from outside.</summary>
    Routed,

    /// <summary>By routing, without a single firewall rule of the platform's.</summary>
    Unfiltered,

    /// <summary>Through a bridge or adapter that the host manages.</summary>
    Bridged,
}

/// <summary>How a network crosses hosts inside packets of another.</summary>
public enum OverlayKind
{
    Vxlan,
    Evpn,
    Geneve,
    Gre,
}

/// <summary>The VLANs of a port.</summary>
/// <param name="Untagged">The VLAN that untagged frames belong to; null when none is named.</param>
/// <param name="Tagged">The VLANs whose tags the port may send and receive; empty for an access port.</param>
public sealed record VlanMembership(int? Untagged, ImmutableArray<PortRange> Tagged)
{
    public static VlanMembership Access(int vlan) => new(vlan, []);

    public bool IsTrunk => !Tagged.IsEmpty;

    public int TaggedCount => Tagged.Sum(static range => range.Last - range.First + 1);

    public bool Carries(int vlan) => Untagged == vlan || Tagged.Any(range => range.First <= vlan && vlan <= range.Last);

    public override string ToString() => string.Join(
        ";",
        (Untagged is { } vlan ? new[] { $"{vlan}" } : []).Concat(Tagged.Select(static range => range.First == range.Last ? $"{range.First}t" : $"{range.First}-{range.Last}t")));
}

/// <summary>How a switch is controlled from elsewhere.</summary>
/// <param name="Protection">How the link is protected.</param>
/// <param name="Peer">The address that the switch connects to or listens on.</param>
public sealed record ControlLink(LinkProtection Protection, ListenAddress Peer)
{
    /// <summary>Whether the link crosses a network in clear.</summary>
    public bool IsExposed => Protection is LinkProtection.None && Peer.Exposure is not (Exposure.Loopback or Exposure.UnixSocket or Exposure.None);

    public override string ToString() => $"{Protection}: {Peer}";
}
