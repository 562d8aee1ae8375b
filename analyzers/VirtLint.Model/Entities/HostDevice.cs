namespace VirtLint.Model;

/// <summary>A physical or host-side device handed to a guest.</summary>
public sealed class HostDevice(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.HostDevice;
}
