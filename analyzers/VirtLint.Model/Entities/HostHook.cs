namespace VirtLint.Model;

/// <summary>A program on the host that a guest's definition has run, with rights over the host.</summary>
public sealed class HostHook(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.HostHook;

    /// <summary>The program: a path, or a volume of a store.</summary>
    public Fact<string> Script { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Of a container that runs beside the guest: whether a digest fixes what is in it. Absent for a file of the host.</summary>
    public Fact<bool> IsPinned { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether other machines can replace the program, since it lies on a network file system. Absent when unknown.</summary>
    public Fact<bool> IsOnSharedStorage { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether only the host's root can replace the program, by where it lies. Absent when unknown.</summary>
    public Fact<bool> IsRootOwned { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
