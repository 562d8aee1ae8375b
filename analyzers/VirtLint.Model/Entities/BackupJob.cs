namespace VirtLint.Model;

/// <summary>A scheduled backup and the guests that it selects.</summary>
public sealed class BackupJob(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.BackupJob;

    /// <summary>Whether it runs.</summary>
    public Fact<bool> IsEnabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it selects every guest but those of <see cref="Excluded"/>.</summary>
    public Fact<bool> SelectsAll { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The guests that it selects by name, separated by commas. Absent when it names none.</summary>
    public Fact<string> Selected { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The guests that it leaves out, separated by commas. Absent when it leaves none out.</summary>
    public Fact<string> Excluded { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The pool whose guests it selects. Absent when it goes by no pool.</summary>
    public Fact<string> Pool { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The host whose guests alone it selects. Absent when it runs on all.</summary>
    public Fact<string> Host { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The store that it writes to.</summary>
    public Fact<string> Store { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether its backups stay for good: by its own words, or by those of its store where it has none.</summary>
    public Fact<bool> KeepsAll { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it selects no guest at all. Absent where that cannot be told.</summary>
    public Fact<bool> IsEmpty { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
