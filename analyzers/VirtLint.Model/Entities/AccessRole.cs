namespace VirtLint.Model;

/// <summary>A named set of privileges.</summary>
public sealed class AccessRole(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.AccessRole;

    /// <summary>
    /// The first privilege by which a holder can raise its own rights, open a root shell or run commands in guests; absent
    /// when the role has none.
    /// </summary>
    public Fact<string> Escalation { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether a holder may fill disks of his own with copies of others'. Absent where the role says nothing of copies.</summary>
    public Fact<bool> CopiesDisks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Who holds the role over everything or over every guest; absent when nobody does. A default where the platform does not say who.</summary>
    public Fact<string> Holder { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
