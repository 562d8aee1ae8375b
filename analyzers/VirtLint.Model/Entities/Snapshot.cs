namespace VirtLint.Model;

/// <summary>A stored state of a guest or an image.</summary>
public sealed class Snapshot(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Snapshot;
}
