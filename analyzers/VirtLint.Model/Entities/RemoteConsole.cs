namespace VirtLint.Model;

/// <summary>A guest's VNC, SPICE, RDP or serial console, or the host's default for them.</summary>
public sealed class RemoteConsole(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.RemoteConsole;
}
