namespace VirtLint.Model;

/// <summary>A host directory that a guest mounts; without an owner, one that guests may be given by its name.</summary>
public sealed class SharedFolder(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.SharedFolder;

    /// <summary>The directory or file on the host.</summary>
    public Fact<string> HostPath { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The directory's name in the cluster's inventory. Absent where the guest names a path.</summary>
    public Fact<string> Directory { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest cannot write to it. Absent where the format cannot say so.</summary>
    public Fact<bool> IsReadOnly { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the process that serves it lives in namespaces of its own, not merely in a changed root.</summary>
    public Fact<bool> IsServedFromNamespaces { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The node whose directory this is, in an inventory that has one for each. Absent when it holds for every node.</summary>
    public Fact<string> Node { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
