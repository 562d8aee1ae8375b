namespace VirtLint.Model;

/// <summary>A pool, datastore or share that keeps images, disks or backups.</summary>
public sealed class ImageStore(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.ImageStore;
}
