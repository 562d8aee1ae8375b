namespace VirtLint.Model;

/// <summary>A copy of the traffic of a switch that goes to somebody whom it was not sent to.</summary>
public sealed class TrafficMirror(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.TrafficMirror;

    /// <summary>Whether every frame of the switch is copied.</summary>
    public Fact<bool> CoversAll { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The port that the copy goes to, by name. Absent when it goes to none.</summary>
    public Fact<string> Target { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the copy leaves the host, for a collector elsewhere.</summary>
    public Fact<bool> LeavesHost { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a guest is behind the port that the copy goes to.</summary>
    public Fact<bool> IsToGuest { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The VLAN that the copy is flooded into, on this switch and those behind it. Absent when it goes to a port.</summary>
    public Fact<int> OutputVlan { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>What a message calls the mirror: <c>mirror 'm0' of 'br0'</c>.</summary>
    public override string Description => Owner is null ? base.Description : $"{base.Description} of '{Owner.Name}'";
}
