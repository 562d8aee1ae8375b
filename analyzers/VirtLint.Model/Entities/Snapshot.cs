using System;

namespace VirtLint.Model;

/// <summary>A stored state of a guest or an image.</summary>
public sealed class Snapshot(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Snapshot;

    /// <summary>The guest that was snapshot, where the file holds no more of it than the name.</summary>
    public Fact<string> Guest { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>When it was taken. Absent when it is only asked for.</summary>
    public Fact<DateTimeOffset> Created { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>The snapshot that it builds on. Absent for the first of a chain.</summary>
    public Fact<string> Parent { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>
    /// How many snapshots stand on each other up to this one. Known of the last snapshot of a guest's longest chain alone, so
    /// that one chain is judged once.
    /// </summary>
    public Fact<int> ChainLength { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the configuration asks for it, so that it stays for as long as the configuration does.</summary>
    public Fact<bool> IsDeclared { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of snapshots that are taken on a schedule: whether they are deleted after a time.</summary>
    public Fact<bool> Expires { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>For how many hours it can be downloaded from outside. Absent where it cannot.</summary>
    public Fact<double> HoursOffered { get => field ?? Fact<double>.Absent; set => field = Set(value); }

    /// <summary>Whether the memory of the running guest is part of it.</summary>
    public Fact<bool> HasMemory { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file that holds the memory of the guest. Absent when it lies elsewhere, or nowhere.</summary>
    public Fact<string> MemoryFile { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether what it stores is encrypted. Absent where the file does not tell.</summary>
    public Fact<bool> IsEncrypted { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The step at which taking or deleting it stopped. Absent when it is whole.</summary>
    public Fact<string> UnfinishedStep { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The snapshot in a message: <c>'before-upgrade' of 'db01'</c>.</summary>
    public string Title => (Owner?.Name ?? Guest.Or("")) is { Length: > 0 } guest ? $"'{Name}' of '{guest}'" : $"'{Name}'";

    /// <summary>Whole days since it was taken; null when that is unknown or the run has no clock.</summary>
    public int? DaysOld(ProjectOptions options) =>
        options.AsOf is { } today && Created.IsKnown ? (int)(today - Created.Value).TotalDays : null;
}
