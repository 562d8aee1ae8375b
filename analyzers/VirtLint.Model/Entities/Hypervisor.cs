using System;

namespace VirtLint.Model;

/// <summary>A host's hypervisor, as its own configuration sets it up.</summary>
public sealed partial class Hypervisor(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Hypervisor;

    /// <summary>Whether a filter limits what the management service may run as root.</summary>
    public Fact<bool> LimitsRootCommands { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host mounts a guest's disk to put files into it.</summary>
    public Fact<bool> WritesIntoGuestDisks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What becomes of guests that say nothing else when their host is emptied.</summary>
    public Fact<EvictionPolicy> Eviction { get => field ?? Fact<EvictionPolicy>.Absent; set => field = Set(value); }

    /// <summary>Whether it stands for a host of which nothing says yet that it runs guests: every host has the file that declares it.</summary>
    public bool IsAnyHost { get; set; }

    /// <summary>Whether the host installs updates by itself.</summary>
    public Fact<bool> InstallsUpdates { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether running guests are moved or restarted onto the hypervisor's own updates.</summary>
    public Fact<bool> UpdatesGuests { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests are put to disk with their memory when the host goes down, and go on from there when it comes up.</summary>
    public Fact<bool> ResumesGuests { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host looks for equal pages of all of its guests, to keep each of them once.</summary>
    public Fact<bool> MergesMemory { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether what guests print to their serial consoles is kept, unless they say otherwise.</summary>
    public Fact<bool> KeepsGuestConsoles { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How guests that say nothing else are run.</summary>
    public Fact<Acceleration> Acceleration { get => field ?? Fact<Acceleration>.Absent; set => field = Set(value); }

    /// <summary>The product's release that the host is set up with.</summary>
    public Fact<string> Release { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The last day on which the vendor supports that release; absent while none is announced.</summary>
    public Fact<DateTimeOffset> SupportEnds { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>Whether guest memory is written to disk when the device model crashes. A guest may say otherwise.</summary>
    public Fact<bool> CoreDump { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How the host protects network disks of guests that do not say so themselves.</summary>
    public Fact<LinkProtection> NetworkDiskProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Who may still log in to the host itself, now that a manager runs it.</summary>
    public Fact<HostLockdown> Lockdown { get => field ?? Fact<HostLockdown>.Absent; set => field = Set(value); }

    /// <summary>Whether the host sets its clock by the network, from its start on.</summary>
    public Fact<bool> SynchronizesTime { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a cluster refuses guests that would leave no room for those of a host that fails.</summary>
    public Fact<bool> ReservesForFailure { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a provider of keys for encrypted guests gives them only to hosts that seal what they store with a TPM.</summary>
    public Fact<bool> KeysNeedTpm { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether keys of encrypted guests stay on the host over a restart.</summary>
    public Fact<bool> PersistsKeys { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host draws random numbers from the processor's own generator.</summary>
    public Fact<bool> UsesHardwareRandom { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}

/// <summary>Who may log in to a host that a manager runs.</summary>
public enum HostLockdown
{
    /// <summary>Everybody who has an account there.</summary>
    None,

    /// <summary>At its screen, administrators and whoever is exempt.</summary>
    Normal,

    /// <summary>Nobody but whoever is exempt.</summary>
    Strict,
}
