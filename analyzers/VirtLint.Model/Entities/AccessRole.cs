namespace VirtLint.Model;

/// <summary>A named set of privileges.</summary>
public sealed class AccessRole(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.AccessRole;
}
