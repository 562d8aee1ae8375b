namespace VirtLint.Model;

/// <summary>A place where a management API listens, or a link by which a client calls one.</summary>
public sealed class ManagementEndpoint(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.ManagementEndpoint;
}
