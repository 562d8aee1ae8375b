namespace VirtLint.Model;

/// <summary>What keeps a guest's device model or container apart from its host.</summary>
public enum GuestConfinement
{
    /// <summary>No mandatory access control: the kernel's own permissions alone stand between guest and host.</summary>
    None,

    /// <summary>A label or profile of SELinux, AppArmor or a like module confines it.</summary>
    Enforced,
}

/// <content>How the guest is kept apart from its host and from other guests.</content>
public sealed partial class VirtualMachine
{
    /// <summary>
    /// The hypervisor whose own configuration holds for this guest; null when no file of the site is that configuration, or
    /// more than one could be.
    /// </summary>
    public Hypervisor? Driver { get; set; }

    /// <summary>
    /// Mandatory access control over the guest. Default where the host's configuration decides; Absent where neither says so.
    /// </summary>
    public Fact<GuestConfinement> Confinement { get => field ?? Fact<GuestConfinement>.Absent; set => field = Set(value); }

    /// <summary>Whether the hypervisor encrypts the guest's own files on its store: its settings, and its memory in snapshots. Its disks may be, or not.</summary>
    public Fact<bool> IsEncrypted { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a guest that is called encrypted keeps its disks in clear.</summary>
    public Fact<bool> EncryptsSettingsOnly { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The processor that the guest is shown. Absent where the platform chooses.</summary>
    public Fact<string> CpuModel { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>
    /// Whether its processor is of no vendor's make, so that it has none of the features by which a kernel protects itself
    /// against speculative execution unless they are named.
    /// </summary>
    public bool HasGenericCpu => CpuModel.Is(static model => model is "qemu64" or "kvm64" || model.StartsWith("x86-64-v", System.StringComparison.Ordinal));

    /// <summary>Whether the guest runs under a label that its author chose, not under one made for it.</summary>
    public Fact<bool> HasOwnLabel { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The host user that the guest's device model runs as. Absent where the host's own choice holds.</summary>
    public Fact<string> RunsAs { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the device model gives up what it does not need of its host once it runs. Absent where the platform has no such switch.</summary>
    public Fact<bool> RestrictsDeviceModel { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host itself reads the guest's file system, with the rights of its administrator, to find what to start.</summary>
    public Fact<bool> HostParsesDisks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest has the interface by which others look into it from outside.</summary>
    public Fact<bool> MayIntrospectItself { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest reads processor registers of the host that nobody filters.</summary>
    public Fact<bool> MayReadHostRegisters { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host clears what a processor remembers of it before something else runs there. Absent where the host decides.</summary>
    public Fact<bool> LeavesNoTraces { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its processors are threads that share a core, with each other and with what the host puts beside them.</summary>
    public Fact<bool> SharesCoreThreads { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether root in the container is root on the host: no user namespace, or one that maps the host's root.</summary>
    public Fact<bool> IsPrivileged { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the ids of the container are no other container's: who breaks out of one is then nobody to the rest.</summary>
    public Fact<bool> HasOwnIds { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the container may run containers of its own.</summary>
    public Fact<bool> IsNesting { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file systems that the container may mount itself, separated as written. Absent when none.</summary>
    public Fact<string> MountableFileSystems { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the container may create device nodes.</summary>
    public Fact<bool> MayCreateDeviceNodes { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the container sees the kernel's control files (/sys) writable.</summary>
    public Fact<bool> MayWriteKernelSettings { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whose network stack the container shares. Absent when it has its own.</summary>
    public Fact<string> SharedNetwork { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>With whom the container shares memory segments, semaphores and queues. Absent when they are its own.</summary>
    public Fact<string> SharedIpc { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whose host name the container shares. Absent when it has its own.</summary>
    public Fact<string> SharedHostName { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the container keeps capabilities that reach the host's kernel: modules, raw I/O, security policy.</summary>
    public Fact<bool> KeepsHostCapabilities { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether system calls of the container are filtered.</summary>
    public Fact<bool> FiltersSystemCalls { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the container may open every device of the host.</summary>
    public Fact<bool> MayOpenEveryDevice { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
