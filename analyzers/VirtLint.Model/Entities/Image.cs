namespace VirtLint.Model;

/// <summary>A disk image or install medium, apart from the guest that uses it.</summary>
public sealed class Image(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Image;
}
