namespace VirtLint.Model;

/// <summary>A disk, volume or medium as a guest sees it.</summary>
public sealed class Disk(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Disk;
}
