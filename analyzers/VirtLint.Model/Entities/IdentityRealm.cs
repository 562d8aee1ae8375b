namespace VirtLint.Model;

/// <summary>A source of identities: a directory, an identity provider, the local system.</summary>
public sealed class IdentityRealm(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.IdentityRealm;

    /// <summary>Where the identities come from.</summary>
    public Fact<RealmSource> Source { get => field ?? Fact<RealmSource>.Absent; set => field = Set(value); }

    /// <summary>The directory server or the provider's address.</summary>
    public Fact<ListenAddress> Server { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>How the link to the directory or provider is protected.</summary>
    public Fact<LinkProtection> Protection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether the certificate of the directory server is verified.</summary>
    public Fact<bool> VerifiesPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The retired protocol that the link is set to; absent when it is set to none.</summary>
    public Fact<WeakMethod> WeakMethod { get => field ?? Fact<WeakMethod>.Absent; set => field = Set(value); }

    /// <summary>Whether whoever the provider vouches for gets an account without being asked for.</summary>
    public Fact<bool> EnrolsUnknownUsers { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How many wrong passwords lock an account. Zero: none do.</summary>
    public Fact<int> FailuresBeforeLockout { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>How many seconds an account stays locked. Zero: until an administrator unlocks it.</summary>
    public Fact<int> LockoutSeconds { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the realm asks every account for a second factor.</summary>
    public Fact<bool> RequiresSecondFactor { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}

/// <summary>Where a realm's identities come from.</summary>
public enum RealmSource
{
    /// <summary>The platform or its operating system.</summary>
    Local,

    /// <summary>LDAP or Active Directory.</summary>
    Directory,

    /// <summary>An identity provider that decides by itself how people sign in.</summary>
    SingleSignOn,
}
