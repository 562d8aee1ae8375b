using System;
using System.Linq;

namespace VirtLint.Model;

/// <summary>A right over the platform that a principal holds.</summary>
public sealed class AccessGrant(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.AccessGrant;

    /// <summary>Of a rule of an authorization policy: what it lets ordinary users do that its default does not. Absent when it does not.</summary>
    public Fact<PolicyWeakness> PolicyWeakness { get => field ?? Fact<PolicyWeakness>.Absent; set => field = Set(value); }

    /// <summary>Who holds the right.</summary>
    public Fact<Principal> Principal { get => field ?? Fact<Principal>.Absent; set => field = Set(value); }

    /// <summary>The role that is granted, by the name that the platform gives it.</summary>
    public Fact<string> Role { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How far the role goes; absent for a role of the site's own making.</summary>
    public Fact<AccessLevel> Level { get => field ?? Fact<AccessLevel>.Absent; set => field = Set(value); }

    /// <summary>Whether the grant covers the whole platform, rather than a part of it.</summary>
    public Fact<bool> CoversEverything { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether everything below the object of the grant inherits it. Absent where the platform knows no such thing.</summary>
    public Fact<bool> IsInherited { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The namespace or project that the grant is for. Absent for the one that its file is sent to, and where it is for all of them.</summary>
    public Fact<string> Pool { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether this sums up what one account may do, rather than stands for one grant of the file.</summary>
    public Fact<bool> IsAccount { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the account or its realm asks for a second factor; absent when the realm is not known.</summary>
    public Fact<bool> SecondFactor { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the grant makes its holder an administrator of the whole platform.</summary>
    public bool IsAdministratorOfEverything => Level.Is(AccessLevel.Administer) && CoversEverything.Is(true);
}

/// <summary>What an authorization policy lets ordinary users do.</summary>
public enum PolicyWeakness
{
    /// <summary>Move guests between hosts, or name the host that gets them.</summary>
    MovesGuests,

    /// <summary>Publish or share images, or set where their data lies.</summary>
    PublishesImages,

    /// <summary>Whatever the rule stands for, without any condition.</summary>
    Unconditional,

    /// <summary>All that the older and looser defaults allow.</summary>
    OldDefaults,

    /// <summary>With a token for one project, what takes one for a domain or the whole system.</summary>
    AnyScope,

    /// <summary>Act through another service without that service vouching for it.</summary>
    UnvouchedRequests,

    /// <summary>Have the service act for them elsewhere without vouching for it.</summary>
    UnvouchedCalls,
}

/// <summary>How far a role goes.</summary>
public enum AccessLevel
{
    /// <summary>Nothing at all.</summary>
    None,

    /// <summary>Looks and changes nothing.</summary>
    Read,

    /// <summary>Uses or changes guests, images or the platform, but not who may.</summary>
    Manage,

    /// <summary>May do everything, and grant it.</summary>
    Administer,
}

/// <summary>Who holds a right.</summary>
/// <param name="Name">The name as the platform writes it.</param>
/// <param name="Kind">What stands behind the name.</param>
public sealed record Principal(string Name, PrincipalKind Kind)
{
    private static readonly string[] s_tools =
        ["terraform", "packer", "ansible", "pulumi", "opentofu", "backup", "monitor", "exporter", "prometheus", "zabbix", "svc-", "svc_", "automation"];

    /// <summary>Whether a machine acts under this name: a token, or an account that is called after a tool.</summary>
    public bool IsAutomation => Kind is PrincipalKind.Token
        || (Kind is PrincipalKind.Account && s_tools.Any(tool => Name.IndexOf(tool, StringComparison.OrdinalIgnoreCase) >= 0));

    public override string ToString() => Name;
}

/// <summary>What stands behind a principal's name.</summary>
public enum PrincipalKind
{
    /// <summary>One account.</summary>
    Account,

    /// <summary>The super-user that the platform itself creates.</summary>
    SuperUser,

    /// <summary>A group of accounts.</summary>
    Group,

    /// <summary>A token that acts for an account.</summary>
    Token,

    /// <summary>Whoever comes.</summary>
    Everyone,

    /// <summary>A group by a name that everybody knows, in a directory where whoever may make groups can make it and join it.</summary>
    ClaimableGroup,
}
