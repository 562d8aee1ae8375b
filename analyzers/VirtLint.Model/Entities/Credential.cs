namespace VirtLint.Model;

/// <summary>A password, key or token that the configuration holds or names.</summary>
public sealed class Credential(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Credential;

    /// <summary>Whether it is a key that a vendor publishes for the first sign-in, and that stays valid.</summary>
    public Fact<bool> IsPublishedKey { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What everybody knows the secret from, or why it opens everything, to follow the credential's name; absent where neither is so.</summary>
    public Fact<string> PublishedBy { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether one key that stands in the configuration encrypts every volume or secret.</summary>
    public Fact<bool> IsFixedKey { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of a key manager: how the link to it is protected.</summary>
    public Fact<LinkProtection> KeyManagerProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Of a key manager: the host that is called.</summary>
    public Fact<ListenAddress> KeyManager { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>Of a key manager: whether its certificate is verified.</summary>
    public Fact<bool> VerifiesKeyManager { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether clients of the management API may read the secret back, instead of only having it used.</summary>
    public Fact<bool> CanBeReadBack { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The secret as the file holds it, masked.</summary>
    public Fact<string> Value { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The permissions of the file that holds the secret.</summary>
    public Fact<int> FileMode { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>What the whole file is, where a file of secrets lies among the configuration.</summary>
    public Fact<SecretFile> SecretFile { get => field ?? Fact<SecretFile>.Absent; set => field = Set(value); }

    /// <summary>Of a token: whose it is.</summary>
    public Fact<Principal> Principal { get => field ?? Fact<Principal>.Absent; set => field = Set(value); }

    /// <summary>Of a token: how far the rights of its owner go over the whole platform.</summary>
    public Fact<AccessLevel> OwnerLevel { get => field ?? Fact<AccessLevel>.Absent; set => field = Set(value); }

    /// <summary>Of a token: whether it carries every right of its owner.</summary>
    public Fact<bool> HasAllRightsOfOwner { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of a token: whether others can be made with it, in its owner's name.</summary>
    public Fact<bool> MakesOthers { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of a token: whether there is a day on which it ends.</summary>
    public Fact<bool> Expires { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}

/// <summary>What a file of secrets is.</summary>
public enum SecretFile
{
    PrivateKey,
    PasswordStore,
    TokenStore,
    SecondFactorStore,
    StorageKey,
}
