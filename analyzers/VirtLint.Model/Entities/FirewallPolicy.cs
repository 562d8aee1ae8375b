using System.Collections.Immutable;

namespace VirtLint.Model;

/// <summary>The rules and defaults of one firewall level: datacenter, host, guest, filter.</summary>
public sealed class FirewallPolicy(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.FirewallPolicy;

    /// <summary>What the policy stands in front of.</summary>
    public required FirewallLevel Level { get; set; }

    /// <summary>The guest that the policy stands in front of, when its file is in the run.</summary>
    public VirtualMachine? Machine { get; set; }

    /// <summary>The sets of rules, defined at another level, that an active rule of this policy pulls in.</summary>
    public ImmutableArray<string> UsedGroups { get; init; } = [];

    /// <summary>The one guest that it stands in front of, by name; <c>*</c> for each of its pool. Absent where its level tells.</summary>
    public Fact<string> Covers { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The pool whose guests it stands in front of. Absent where it goes by none.</summary>
    public Fact<string> Pool { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the firewall of this level is switched on.</summary>
    public Fact<bool> Enabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>
    /// Whether the rules count where they stand: the level is on, and so is the one above it. Unknown while the file of the
    /// level above is not in the run.
    /// </summary>
    public Fact<bool> InForce { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether anything sends its traffic through the policy; false with the reason as a related place.</summary>
    public Fact<bool> HasEffect { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What becomes of inbound traffic that no rule names.</summary>
    public Fact<FirewallAction> DefaultIn { get => field ?? Fact<FirewallAction>.Absent; set => field = Set(value); }

    /// <summary>What becomes of forwarded traffic that no rule names.</summary>
    public Fact<FirewallAction> DefaultForward { get => field ?? Fact<FirewallAction>.Absent; set => field = Set(value); }

    /// <summary>Whether inbound packets that the default policy drops are logged.</summary>
    public Fact<bool> LogsDropped { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether frames with a source address that is not the guest's own are dropped.</summary>
    public Fact<bool> FiltersMac { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether packets with a source IP address that is not the guest's own are dropped.</summary>
    public Fact<bool> FiltersAddress { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a guest may announce itself as a router of the segment.</summary>
    public Fact<bool> AllowsRouterAdvertisement { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether packets with a broadcast source are dropped.</summary>
    public Fact<bool> DropsSmurfs { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether packets that belong to no known connection and open none are accepted.</summary>
    public Fact<bool> AcceptsInvalid { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether replies to what was let out are let in by themselves.</summary>
    public Fact<bool> TracksConnections { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether rules and defaults for forwarded traffic are applied.</summary>
    public Fact<bool> FiltersForwarded { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The widest of the addresses that the platform itself lets manage the hosts.</summary>
    public Fact<TrafficSource> ManagementSources { get => field ?? Fact<TrafficSource>.Absent; set => field = Set(value); }
}
