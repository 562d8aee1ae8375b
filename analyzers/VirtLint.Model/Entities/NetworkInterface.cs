namespace VirtLint.Model;

/// <summary>A guest's network adapter.</summary>
public sealed class NetworkInterface(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.NetworkInterface;
}
