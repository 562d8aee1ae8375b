namespace VirtLint.Model;

/// <summary>The rules and defaults of one firewall level: datacenter, host, guest, filter.</summary>
public sealed class FirewallPolicy(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.FirewallPolicy;
}
