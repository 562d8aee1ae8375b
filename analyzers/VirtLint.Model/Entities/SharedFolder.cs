namespace VirtLint.Model;

/// <summary>A host directory that a guest mounts.</summary>
public sealed class SharedFolder(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.SharedFolder;
}
