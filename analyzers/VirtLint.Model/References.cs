namespace VirtLint.Model;

/// <summary>The kinds of object that one file defines and another names.</summary>
public enum ObjectKind
{
    Store,
    GuestPool,
    User,
    Group,
    Token,
    Role,
    Realm,
    SecurityGroup,
    AddressSet,
    PciMapping,
    UsbMapping,
    FolderMapping,
    NetworkZone,
    VirtualNetwork,
    Network,
    PacketFilter,
    Secret,

    /// <summary>A limit on what guests may take, by the namespace that it is for; <c>*</c> for those of a whole cluster.</summary>
    Quota,
}

/// <summary>What the kinds are called in messages.</summary>
public static class ObjectKinds
{
    public static string Noun(ObjectKind kind) => kind switch
    {
        ObjectKind.GuestPool => "pool of guests",
        ObjectKind.SecurityGroup => "security group",
        ObjectKind.AddressSet => "address set",
        ObjectKind.PciMapping => "PCI mapping",
        ObjectKind.UsbMapping => "USB mapping",
        ObjectKind.FolderMapping => "folder mapping",
        ObjectKind.NetworkZone => "network zone",
        ObjectKind.VirtualNetwork => "virtual network",
        ObjectKind.PacketFilter => "packet filter",
        ObjectKind.Token => "API token",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary><c>a storage</c>, <c>an address set</c>.</summary>
    public static string WithArticle(ObjectKind kind)
    {
        var noun = Noun(kind);
        return (noun[0] is 'a' or 'e' or 'i' or 'o' or 'A' ? "an " : "a ") + noun;
    }
}

/// <summary>A file defines an object by name.</summary>
/// <param name="Origin">The text that names it; null for one that the platform itself always has.</param>
/// <param name="IsDisabled">Whether it is defined and switched off.</param>
public sealed record ObjectDefinition(ObjectKind Kind, string Name, Origin? Origin = null, bool IsDisabled = false);

/// <summary>A file names an object that it, or another file of the site, defines.</summary>
public sealed record ObjectReference(ObjectKind Kind, string Name, Origin Origin);
