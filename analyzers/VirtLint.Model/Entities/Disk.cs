namespace VirtLint.Model;

/// <summary>What a disk is to its guest.</summary>
public enum DiskUse
{
    /// <summary>A hard disk, root file system or data volume.</summary>
    Disk,

    /// <summary>A CD or DVD: an install medium as a rule.</summary>
    Optical,

    Floppy,

    /// <summary>A host's SCSI device with its commands passed through.</summary>
    Passthrough,

    /// <summary>The generated medium that first-boot configuration is read from.</summary>
    SeedDrive,

    FirmwareVariables,

    TpmState,

    /// <summary>A volume that the guest owns and does not use.</summary>
    Detached,
}

/// <summary>What lies behind a disk.</summary>
public enum DiskSourceKind
{
    /// <summary>Nothing: an empty drive.</summary>
    Empty,

    /// <summary>A file on the host.</summary>
    File,

    /// <summary>A block device of the host.</summary>
    Block,

    /// <summary>Something that the hypervisor itself reads over the network.</summary>
    Network,

    /// <summary>A volume of a store, named by store and volume.</summary>
    Volume,

    /// <summary>A host directory in the guise of a disk.</summary>
    Directory,

    /// <summary>A device or process that bypasses the hypervisor's block layer.</summary>
    Device,
}

/// <summary>What an importer of images fills a disk with.</summary>
public enum DiskFilling
{
    /// <summary>What others can read as well: a file of a web server, an image of a registry.</summary>
    Public,

    /// <summary>Nothing yet, another disk, an upload, a guest of another hypervisor.</summary>
    Other,
}

/// <summary>A disk, volume or medium as a guest sees it.</summary>
public sealed class Disk(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Disk;

    /// <summary>What the disk is to its guest.</summary>
    public Fact<DiskUse> Use { get => field ?? Fact<DiskUse>.Absent; set => field = Set(value); }

    /// <summary>What lies behind it.</summary>
    public Fact<DiskSourceKind> SourceKind { get => field ?? Fact<DiskSourceKind>.Absent; set => field = Set(value); }

    /// <summary>Path, volume or remote name of what lies behind it. Absent when the drive is empty.</summary>
    public Fact<string> Source { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>
    /// What lies behind it in a form that is equal for two disks of one site exactly when they are the same data.
    /// Absent when that cannot be told.
    /// </summary>
    public Fact<string> Location { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The name of the store that keeps it. Absent when it is named by path or address.</summary>
    public Fact<string> Store { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The protocol by which the hypervisor reads it over the network. Absent for a local disk.</summary>
    public Fact<StorageProtocol> Protocol { get => field ?? Fact<StorageProtocol>.Absent; set => field = Set(value); }

    /// <summary>The first host that serves it over the network. Absent for a local disk.</summary>
    public Fact<string> Host { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How its data is protected on the network. Absent for a local disk, and where the protocol leaves it open.</summary>
    public Fact<LinkProtection> TransitProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether the certificate of the server is verified. Absent where the protocol has none.</summary>
    public Fact<bool> VerifyTls { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the hypervisor authenticates to the server with a secret.</summary>
    public Fact<bool> HasCredentials { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The format in which the hypervisor reads it.</summary>
    public Fact<DiskFormat> Format { get => field ?? Fact<DiskFormat>.Absent; set => field = Set(value); }

    public Fact<bool> IsReadOnly { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether several guests are meant to have it at once.</summary>
    public Fact<bool> IsShared { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a disk that is made for its guest stays when the guest is deleted.</summary>
    public Fact<bool> OutlivesGuest { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether writes are thrown away when the guest stops.</summary>
    public Fact<bool> IsTransient { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How the hypervisor encrypts it. Says nothing of what host or storage do below. Absent when nothing is known.</summary>
    public Fact<DiskEncryption> Encryption { get => field ?? Fact<DiskEncryption>.Absent; set => field = Set(value); }

    /// <summary>How the host caches it.</summary>
    public Fact<DiskCache> Cache { get => field ?? Fact<DiskCache>.Absent; set => field = Set(value); }

    /// <summary>What happens when a write fails.</summary>
    public Fact<DiskErrorPolicy> WriteErrors { get => field ?? Fact<DiskErrorPolicy>.Absent; set => field = Set(value); }

    /// <summary>What happens when a read fails.</summary>
    public Fact<DiskErrorPolicy> ReadErrors { get => field ?? Fact<DiskErrorPolicy>.Absent; set => field = Set(value); }

    /// <summary>Whether the hypervisor opens the further files that the image itself names in its header. Absent where it always does.</summary>
    public Fact<bool> OpensBackingFiles { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether something limits what the guest may read and write per second. Absent where the platform expects no limit.</summary>
    public Fact<bool> IsRateLimited { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest's own definition names a file of the host, where the platform keeps guests from hosts' files otherwise.</summary>
    public Fact<bool> NamesHostFile { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether one host alone can have it at a time, so that a running guest cannot take it along.</summary>
    public Fact<bool> IsBoundToHost { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether what its claim leaves open is taken from what its store recommends.</summary>
    public Fact<bool> FollowsStore { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether everybody who can sign in may start a guest from a copy of it. Absent where nothing says so.</summary>
    public Fact<bool> IsOpenToAll { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of a disk that stands by itself: whether a guest or another object names it. Absent unless the files hold all that could.</summary>
    public Fact<bool> IsNamed { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The namespace or project of a disk that stands by itself. Absent for the one that its file is sent to.</summary>
    public Fact<string> Pool { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Of a disk that stands by itself: the word in its name, labels or namespace that calls it a base image for all. Absent when none does.</summary>
    public Fact<string> CommonMark { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Of a disk that stands by itself: what the importer of images fills it with. Absent for one that no importer fills.</summary>
    public Fact<DiskFilling> Filling { get => field ?? Fact<DiskFilling>.Absent; set => field = Set(value); }

    /// <summary>The guest that has it.</summary>
    public VirtualMachine? Guest => Owner as VirtualMachine;

    /// <summary>Whether the host labels the disk for its guest alone. Absent where the hypervisor decides.</summary>
    public Fact<bool> IsLabelled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What a message calls the guest that has it.</summary>
    public string GuestName => Owner?.Name ?? "";

    /// <summary>Whether it is there to be read: a medium by device or by name, a seed drive, or stated so.</summary>
    public bool IsMedium =>
        Use.Is(static use => use is DiskUse.Optical or DiskUse.Floppy or DiskUse.SeedDrive)
        || IsReadOnly.Is(true)
        || Source.Is(static path => DiskFormats.ByName(path) is DiskFormat.Iso);

    /// <summary>Whether the guest can write to it for certain, and is meant to.</summary>
    public bool IsWritable => Use.Is(DiskUse.Disk) && IsReadOnly.Is(false) && !IsMedium;
}
