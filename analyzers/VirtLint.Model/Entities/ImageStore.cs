using System;

namespace VirtLint.Model;

/// <summary>What a store may hold.</summary>
[Flags]
public enum StoreContent
{
    None = 0,

    /// <summary>Disks of virtual machines, or of containers.</summary>
    Guests = 1,

    Backups = 2,

    /// <summary>Install media and container templates.</summary>
    Media = 4,

    /// <summary>Snippets, and guests that wait to be imported.</summary>
    Other = 8,
}

/// <summary>How a store is reached.</summary>
public enum StoreKind
{
    Directory,
    Lvm,
    Zfs,
    Btrfs,
    Nfs,
    Smb,
    Iscsi,
    Rbd,
    CephFs,
    Gluster,
    BackupServer,

    /// <summary>Disks of the hosts themselves, which keep copies of each other's data.</summary>
    Vsan,

    /// <summary>Another hypervisor, from which guests are imported.</summary>
    ForeignHypervisor,

    Other,
}

/// <summary>How a store knows its clients.</summary>
public enum StoreAuthentication
{
    /// <summary>Not at all: everybody is a guest or an administrator.</summary>
    None,

    /// <summary>By their address, and the user numbers that they claim.</summary>
    HostTrust,

    /// <summary>By a shared secret: CHAP, cephx, a password.</summary>
    Secret,

    Kerberos,
}

/// <summary>A pool, datastore or share that keeps images, disks or backups.</summary>
public sealed partial class ImageStore(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.ImageStore;

    /// <summary>Whether the blocks of a deleted volume are overwritten before somebody else gets them.</summary>
    public Fact<bool> WipesOnDelete { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the content of an image is held against the format that it claims.</summary>
    public Fact<bool> InspectsImages { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The first format that it accepts whose data lies in other files, which the image names. Absent when it accepts none.</summary>
    public Fact<string> ForeignExtents { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the signature of an image is verified before a guest starts from it.</summary>
    public Fact<bool> VerifiesSignatures { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether users are shown where an image lies in the storage behind the store.</summary>
    public Fact<bool> ExposesLocations { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether users may also set where an image lies.</summary>
    public Fact<bool> AcceptsLocations { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether users may have the store fetch an image from any host, those behind its firewall included.</summary>
    public Fact<bool> FetchesFromAnywhere { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether disks that the hypervisor makes are encrypted.</summary>
    public Fact<bool> EncryptsNewDisks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the store itself encrypts the volumes in it. Absent where it cannot say so.</summary>
    public Fact<bool> EncryptsVolumes { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the back end that disks are made with can encrypt them.</summary>
    public Fact<bool> CanEncrypt { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether disks that name no store are put into it.</summary>
    public Fact<bool> IsDefault { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its disks can be on one host at a time alone, unless a disk says otherwise. Absent where it leaves that open.</summary>
    public Fact<bool> BindsToHost { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How it is reached.</summary>
    public Fact<StoreKind> StoreKind { get => field ?? Fact<StoreKind>.Absent; set => field = Set(value); }

    /// <summary>Whether it is switched off.</summary>
    public Fact<bool> IsDisabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether every node of the cluster sees the same data in it.</summary>
    public Fact<bool> IsShared { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What it may hold.</summary>
    public Fact<StoreContent> Content { get => field ?? Fact<StoreContent>.Absent; set => field = Set(value); }

    /// <summary>Its directory on the host. Absent when it has none.</summary>
    public Fact<string> Path { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The server that holds it. Absent for a local store.</summary>
    public Fact<string> Server { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>
    /// Server and export, share or target, in a form that is equal for two stores exactly when they are the same:
    /// <c>nfs://nas.example.net/tank/vm</c>. Absent for a local store.
    /// </summary>
    public Fact<string> Endpoint { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How the store knows its clients.</summary>
    public Fact<StoreAuthentication> Authentication { get => field ?? Fact<StoreAuthentication>.Absent; set => field = Set(value); }

    /// <summary>Whether the store has to prove, too, that it is the one that is meant: by mutual CHAP. Absent where the file does not tell.</summary>
    public Fact<bool> ProvesItself { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it hands its images to other sites over the network. Absent for a store that is not one to be published.</summary>
    public Fact<bool> IsPublished { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How data is protected on its way to the store.</summary>
    public Fact<LinkProtection> TransitProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>The version of the protocol that is asked for: <c>4.2</c>, <c>3.11</c>.</summary>
    public Fact<string> ProtocolVersion { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>A mount option that lifts a protection which hosts put on image stores by default: <c>suid</c>, <c>dev</c>, <c>exec</c>.</summary>
    public Fact<string> LooseMountOption { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Permissions of its directory.</summary>
    public Fact<int> FileMode { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether images that newer ones have replaced stay for good. Absent where the file does not tell.</summary>
    public Fact<bool> KeepsAllImages { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether backups stay for good, unless the job that makes them says otherwise. Absent where the file does not tell.</summary>
    public Fact<bool> KeepsAllBackups { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether backups are encrypted before they leave the host. Absent for a store that cannot.</summary>
    public Fact<bool> BackupEncryption { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it may hold disks of guests: unless it is known to hold other things only.</summary>
    public bool MayHoldDisks => !Content.IsUnresolved && !Content.Is(static content => (content & StoreContent.Guests) == 0);

    /// <summary>Whether it may hold data of guests: their disks, or backups of them.</summary>
    public bool MayHoldGuests => !Content.IsUnresolved && !Content.Is(static content => (content & (StoreContent.Guests | StoreContent.Backups)) == 0);

    /// <summary>Whether it is in use: a store that is switched off endangers nothing.</summary>
    public bool IsInUse => !IsDisabled.Is(true);
}
