namespace VirtLint.Model;

/// <summary>Where a platform sends its logs, audit records and metrics.</summary>
public sealed class LogSink(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.LogSink;
}
