namespace VirtLint.Model;

/// <summary>A source of identities: a directory, an identity provider, the local system.</summary>
public sealed class IdentityRealm(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.IdentityRealm;
}
