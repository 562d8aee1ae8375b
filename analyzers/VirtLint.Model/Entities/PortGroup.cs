namespace VirtLint.Model;

/// <summary>A named set of ports of a virtual switch with one policy.</summary>
public sealed class PortGroup(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.PortGroup;
}
