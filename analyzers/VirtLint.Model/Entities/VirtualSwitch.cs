namespace VirtLint.Model;

/// <summary>A bridge, virtual network or switch on a host.</summary>
public sealed class VirtualSwitch(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.VirtualSwitch;
}
