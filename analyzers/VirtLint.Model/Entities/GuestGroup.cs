using System;
using System.Collections.Generic;

namespace VirtLint.Model;

/// <summary>What joins guests of a group.</summary>
public enum GuestGroupKind
{
    /// <summary>They are administered together: a pool, a folder.</summary>
    Pool,

    /// <summary>They are one tenant's, who administers them: a project.</summary>
    Tenant,

    /// <summary>The cluster keeps them on different hosts.</summary>
    KeptApart,

    /// <summary>The cluster keeps them on one host.</summary>
    KeptTogether,

    /// <summary>The cluster starts each of them elsewhere when its host fails.</summary>
    FailedOver,
}

/// <summary>Guests that the platform treats alike.</summary>
/// <param name="members">The guests' names, as the platform tells them apart.</param>
public sealed class GuestGroup(string name, Origin origin, IEnumerable<string> members, Entity? owner = null) : Entity(name, origin, owner)
{
    private readonly HashSet<string> _members = new(members, StringComparer.Ordinal);

    public override EntityKind Kind => EntityKind.GuestGroup;

    /// <summary>What joins them. Absent for a group that is switched off.</summary>
    public Fact<GuestGroupKind> Joins { get => field ?? Fact<GuestGroupKind>.Absent; set => field = Set(value); }

    /// <summary>Of a tenant: what of the host it may give to its guests. Absent when that is nothing.</summary>
    public Fact<string> HostAccess { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Of a tenant: whether nothing limits what its guests may take. Absent where others might.</summary>
    public Fact<bool> IsUnlimited { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    public bool IsEmpty => _members.Count == 0;

    public bool Has(VirtualMachine machine) => _members.Contains(machine.Handle.Length > 0 ? machine.Handle : machine.Name);
}
