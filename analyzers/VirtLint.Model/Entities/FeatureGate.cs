namespace VirtLint.Model;

/// <summary>A switch of a platform for what is not yet, or no longer, part of it by default.</summary>
public sealed class FeatureGate(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.FeatureGate;

    /// <summary>Whether it is switched on.</summary>
    public Fact<bool> IsEnabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What it opens to guests or to those who may define them. Absent for one that opens nothing.</summary>
    public Fact<GateRisk> Risk { get => field ?? Fact<GateRisk>.Absent; set => field = Set(value); }
}

/// <summary>What a feature gate opens.</summary>
/// <param name="Harm">What somebody can do with it, to follow "which".</param>
/// <param name="IsGrave">Whether it leads to the host itself, rather than to what the host shows of itself.</param>
public sealed record GateRisk(string Harm, bool IsGrave)
{
    public override string ToString() => Harm;
}
