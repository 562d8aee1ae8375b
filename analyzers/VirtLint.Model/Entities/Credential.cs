namespace VirtLint.Model;

/// <summary>A password, key or token that the configuration holds or names.</summary>
public sealed class Credential(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Credential;

    /// <summary>Whether clients of the management API may read the secret back, instead of only having it used.</summary>
    public Fact<bool> CanBeReadBack { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
