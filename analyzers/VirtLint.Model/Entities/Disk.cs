namespace VirtLint.Model;

/// <summary>A disk, volume or medium as a guest sees it.</summary>
public sealed class Disk(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Disk;

    /// <summary>Whether the guest has it: false for a volume that it keeps without using. Absent where only a device is listed.</summary>
    public Fact<bool> IsAttached { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
