namespace VirtLint.Model;

/// <summary>A right over the platform that a principal holds.</summary>
public sealed class AccessGrant(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.AccessGrant;
}
