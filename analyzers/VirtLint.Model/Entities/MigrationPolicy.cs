namespace VirtLint.Model;

/// <summary>How guests move, replicate and how their hosts form a cluster.</summary>
public sealed class MigrationPolicy(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.MigrationPolicy;

    /// <summary>How guest memory is protected on the network during live migration.</summary>
    public Fact<LinkProtection> Protection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }
}
