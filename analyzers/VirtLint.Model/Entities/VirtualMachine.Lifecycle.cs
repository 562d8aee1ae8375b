using System;

namespace VirtLint.Model;

/// <content>Whose the guest is, what it is for, and how it lives.</content>
public sealed partial class VirtualMachine
{
    /// <summary>Whether every snapshot that is taken of it while it runs holds its memory. Absent where each snapshot says so for itself.</summary>
    public Fact<bool> SnapshotsKeepMemory { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The name that people gave the guest, where the platform knows it by a number.</summary>
    public Fact<string> DisplayName { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The host that holds the guest. Absent where the site is one host.</summary>
    public Fact<string> Host { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What people wrote about the guest in prose: title, description, notes. Absent when they wrote nothing.</summary>
    public Fact<string> Notes { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The guest's tags as written, or whatever else marks it without prose. Absent when it has none.</summary>
    public Fact<string> Tags { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The pool or folder that the guest was put in. Absent when it is in none.</summary>
    public Fact<string> Pool { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Who answers for the guest, by its labels (<see cref="LabelConvention"/>).</summary>
    public Fact<string> GuestOwner { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What the guest is for, by its labels.</summary>
    public Fact<string> Purpose { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The last day on which the guest is needed, by its labels; <see cref="LabelConvention.Never"/> when they say so.</summary>
    public Fact<DateTimeOffset> Expiry { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>What would be lost with the guest, by its labels.</summary>
    public Fact<GuestStage> Stage { get => field ?? Fact<GuestStage>.Absent; set => field = Set(value); }

    /// <summary>How much the guest's data need protection, by its labels.</summary>
    public Fact<Sensitivity> Sensitivity { get => field ?? Fact<Sensitivity>.Absent; set => field = Set(value); }

    /// <summary>Whether name or tag call the guest a template, whatever the platform takes it for. Absent when neither does.</summary>
    public Fact<bool> IsCalledTemplate { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file in which a stopped guest's memory waits. Absent when there is none.</summary>
    public Fact<string> SavedState { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What becomes of the guest when its host is emptied for maintenance.</summary>
    public Fact<EvictionPolicy> Eviction { get => field ?? Fact<EvictionPolicy>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest starts with its host.</summary>
    public Fact<bool> StartsWithHost { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the platform refuses to delete the guest and its disks.</summary>
    public Fact<bool> IsDeleteProtected { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The operation that keeps others from the guest. Absent when none does.</summary>
    public Fact<string> Lock { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>A key with a bearing on security whose new value waits for a restart. Absent when none does.</summary>
    public Fact<string> PendingChange { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The most memory that the guest may use, in bytes. Absent where its host bounds it by nothing.</summary>
    public Fact<long> MaxMemory { get => field ?? Fact<long>.Absent; set => field = Set(value); }

    /// <summary>The most processors that the guest may use. Absent where it may use all of its host.</summary>
    public Fact<int> MaxProcessors { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest's memory is kept from being paged out, so that all it takes is lost to its host.</summary>
    public Fact<bool> LocksMemory { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the memory that the guest may take from its host, overhead included, is bounded.</summary>
    public Fact<bool> HasMemoryLimit { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the host slows a guest down that keeps its devices and its hypervisor busy beyond what a guest needs.</summary>
    public Fact<bool> HasActivityLimits { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether some backup of the site covers the guest. Absent where the site declares no backups.</summary>
    public Fact<bool> IsBackedUp { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its disks are part of its backups. Absent where no disk says otherwise.</summary>
    public Fact<bool> HasDisksInBackup { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The template that its disks go on depending on. Absent for a guest with disks of its own.</summary>
    public Fact<string> ClonedFrom { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether it lives only while an image is built of it.</summary>
    public bool IsBuild { get; init; }

    /// <summary>Whether the image that is built of it is called after a hypervisor.</summary>
    public bool BuildsHypervisor { get; init; }

    /// <summary>Whether the file only changes a guest that is made elsewhere: what it does not say is not known.</summary>
    public bool IsAmendment { get; set; }

    /// <summary>
    /// Whether the configuration makes the guest and sends the tool's own defaults along: what it does not state was chosen
    /// for it just the same.
    /// </summary>
    public bool IsProvisioned { get; init; }

    /// <summary>Whether the guest can be thrown away.</summary>
    public bool IsDisposable => Stage.Is(GuestStage.Disposable);
}

/// <summary>What becomes of a guest when its host is emptied for maintenance.</summary>
public enum EvictionPolicy
{
    /// <summary>It is shut down.</summary>
    Stops,

    /// <summary>It moves; its host is not emptied before.</summary>
    Migrates,

    /// <summary>It moves if it can, and is shut down otherwise.</summary>
    MigratesIfPossible,

    /// <summary>Somebody else sees to it.</summary>
    Other,
}
