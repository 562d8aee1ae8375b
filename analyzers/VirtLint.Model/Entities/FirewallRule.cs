namespace VirtLint.Model;

/// <summary>One rule of a firewall.</summary>
public sealed class FirewallRule(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.FirewallRule;
}
