namespace VirtLint.Model;

/// <summary>The kinds of entity that rules judge.</summary>
public enum EntityKind
{
    Setting,
    Suppression,
    VirtualMachine,
    Hypervisor,
    ManagementEndpoint,
    RemoteConsole,
    AccessGrant,
    AccessRole,
    IdentityRealm,
    Credential,
    MigrationPolicy,
    Image,
    ImageStore,
    Disk,
    NetworkInterface,
    VirtualSwitch,
    PortGroup,
    FirewallPolicy,
    FirewallRule,
    Snapshot,
    LogSink,
    HostDevice,
    SharedFolder,
    BackupJob,
    Firmware,
    Tpm,
    MemoryEncryption,
    CpuFeature,
    EntropyDevice,
    VirtualDevice,
    GuestGroup,
}

/// <summary>What the kinds are called in messages.</summary>
public static class EntityKinds
{
    /// <summary>The kind in words: <c>virtual machine</c>.</summary>
    public static string Noun(EntityKind kind) => kind switch
    {
        EntityKind.VirtualMachine => "virtual machine",
        EntityKind.Hypervisor => "hypervisor",
        EntityKind.ManagementEndpoint => "management endpoint",
        EntityKind.RemoteConsole => "console",
        EntityKind.AccessGrant => "access grant",
        EntityKind.AccessRole => "role",
        EntityKind.IdentityRealm => "realm",
        EntityKind.Credential => "credential",
        EntityKind.MigrationPolicy => "migration policy",
        EntityKind.Image => "image",
        EntityKind.ImageStore => "image store",
        EntityKind.Disk => "disk",
        EntityKind.NetworkInterface => "network interface",
        EntityKind.VirtualSwitch => "virtual switch",
        EntityKind.PortGroup => "port group",
        EntityKind.FirewallPolicy => "firewall",
        EntityKind.FirewallRule => "firewall rule",
        EntityKind.Snapshot => "snapshot",
        EntityKind.LogSink => "log",
        EntityKind.HostDevice => "host device",
        EntityKind.SharedFolder => "shared folder",
        EntityKind.BackupJob => "backup job",
        EntityKind.Firmware => "firmware",
        EntityKind.Tpm => "TPM",
        EntityKind.MemoryEncryption => "memory encryption",
        EntityKind.CpuFeature => "CPU feature",
        EntityKind.EntropyDevice => "random number generator",
        EntityKind.VirtualDevice => "device",
        EntityKind.GuestGroup => "guest group",
        EntityKind.Setting => "setting",
        EntityKind.Suppression => "suppression",
        _ => kind.ToString(),
    };
}
