namespace VirtLint.Model;

/// <summary>One rule of a firewall.</summary>
public sealed class FirewallRule(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.FirewallRule;

    /// <summary>The named set of rules that this one belongs to; empty for a rule that stands by itself.</summary>
    public string Group { get; init; } = "";

    /// <summary>The policy that the rule belongs to.</summary>
    public FirewallPolicy? Policy => Owner as FirewallPolicy;

    /// <summary>Whether the rule is switched on, and its group in use. Unknown where a group's users are not in the run.</summary>
    public Fact<bool> IsActive { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the platform applies rules of this kind; false with the reason as a related place.</summary>
    public Fact<bool> HasEffect { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    public Fact<TrafficDirection> Direction { get => field ?? Fact<TrafficDirection>.Absent; set => field = Set(value); }

    public Fact<FirewallAction> Action { get => field ?? Fact<FirewallAction>.Absent; set => field = Set(value); }

    /// <summary>From where the traffic comes; any address when the rule names none.</summary>
    public Fact<TrafficSource> Source { get => field ?? Fact<TrafficSource>.Absent; set => field = Set(value); }

    /// <summary>The destination ports; all when the rule names none and its protocol has ports.</summary>
    public Fact<PortSet> Ports { get => field ?? Fact<PortSet>.Absent; set => field = Set(value); }

    /// <summary>The service of the host itself that the rule is there for, where the platform's rules are named after services.</summary>
    public Fact<string> HostService { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The interface that the rule is bound to; Absent for all.</summary>
    public Fact<string> Interface { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The address that the traffic goes to; Absent for all.</summary>
    public Fact<string> Destination { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the rule lets inbound traffic in and, as far as is known, counts.</summary>
    public bool AdmitsInbound =>
        Action.Is(FirewallAction.Accept)
        && Direction.Is(static direction => direction is TrafficDirection.In or TrafficDirection.Both)
        && IsActive.Is(true)
        && Policy is { } policy
        && !policy.InForce.Is(false)
        && !HasEffect.Is(false);
}
