namespace VirtLint.Model;

/// <summary>A place where a management API listens, or a link by which a client calls one.</summary>
public sealed class ManagementEndpoint(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.ManagementEndpoint;

    /// <summary>Of the metadata service: whether a shared secret proves that the proxy, not a guest, names the guest that asks.</summary>
    public Fact<bool> SignsRequests { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of the metadata service: whether a program has to open a session first, which a request that it was tricked into does not have.</summary>
    public Fact<bool> NeedsSession { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What the endpoint is: a network listener, a local socket, a client's link.</summary>
    public EndpointRole Role { get; init; }

    /// <summary>Whether the listener is on at all.</summary>
    public Fact<bool> IsEnabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>After how many seconds an idle session ends. Zero: never.</summary>
    public Fact<int> IdleTimeout { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>How many bytes one request has at most. Zero or less: as many as come.</summary>
    public Fact<int> RequestBytes { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>For how many seconds whoever has signed in is let in again by the token that the endpoint gave out.</summary>
    public Fact<int> TokenSeconds { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether an answer tells those who fail to sign in what was wrong.</summary>
    public Fact<bool> ExplainsFailures { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Where the listener listens; of a link, the host that it calls.</summary>
    public Fact<ListenAddress> Address { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>How the transport itself protects what is managed.</summary>
    public Fact<LinkProtection> Protection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>The clients' addresses that the listener itself serves.</summary>
    public Fact<TrafficSource> AllowedSources { get => field ?? Fact<TrafficSource>.Absent; set => field = Set(value); }

    /// <summary>What a client must show before it is served.</summary>
    public Fact<ClientAuthentication> Authentication { get => field ?? Fact<ClientAuthentication>.Absent; set => field = Set(value); }

    /// <summary>The permissions of a local socket.</summary>
    public Fact<int> SocketMode { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the listener verifies the certificates that clients show.</summary>
    public Fact<bool> VerifiesClients { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether only named clients pass, or something authorises each of them after the handshake.</summary>
    public Fact<bool> RestrictsClients { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether scripts of any web site may call the endpoint with what a browser holds. Absent where it answers no browser.</summary>
    public Fact<bool> AllowsEveryOrigin { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Who signs in over a link.</summary>
    public Fact<Principal> SignsInAs { get => field ?? Fact<Principal>.Absent; set => field = Set(value); }

    /// <summary>Whether a client's link verifies the certificate or host key of the server.</summary>
    public Fact<bool> VerifiesPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of a link that does not verify: whether it still remembers the key that it met first, as SSH does.</summary>
    public Fact<bool> IsFirstUseTrusted { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The first retired protocol, broken cipher or weak login mechanism that the policy admits; absent when it admits none.</summary>
    public Fact<WeakMethod> WeakMethod { get => field ?? Fact<WeakMethod>.Absent; set => field = Set(value); }
}

/// <summary>What a management endpoint is.</summary>
public enum EndpointRole
{
    /// <summary>Listens on the network.</summary>
    Listener,

    /// <summary>A local socket through which guests are managed.</summary>
    LocalSocket,

    /// <summary>A local socket through which the daemon itself is administered.</summary>
    AdministrationSocket,

    /// <summary>A session at the host itself: its shell, its screen, its web client.</summary>
    Session,

    /// <summary>A client's link to somebody else's endpoint.</summary>
    Link,

    /// <summary>A link to the message bus or database over which the management layer commands its hosts.</summary>
    ControlPlane,

    /// <summary>A link between the service that gives guests their metadata and the proxy that guests ask.</summary>
    Metadata,
}

/// <summary>What a client must show before it is served.</summary>
public enum ClientAuthentication
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A certificate, during the TLS handshake.</summary>
    Certificate,

    /// <summary>A login: a password, a ticket, the local user's rights.</summary>
    Login,
}

/// <summary>A protocol, cipher or login mechanism that a policy should no longer admit.</summary>
/// <param name="Name">Its name, as people know it.</param>
/// <param name="Harm">What is wrong with it, to follow "which".</param>
/// <param name="IsBroken">Whether it protects nothing against an attacker on the network, rather than too little.</param>
public sealed record WeakMethod(string Name, string Harm, bool IsBroken = true)
{
    public override string ToString() => Name;
}
