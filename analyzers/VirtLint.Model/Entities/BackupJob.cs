namespace VirtLint.Model;

/// <summary>A scheduled backup and the guests that it selects.</summary>
public sealed class BackupJob(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.BackupJob;
}
