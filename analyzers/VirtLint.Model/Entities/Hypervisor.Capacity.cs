namespace VirtLint.Model;

/// <summary>What a host or its cloud promises, and what it keeps for itself.</summary>
public sealed partial class Hypervisor
{
    /// <summary>The address by which the host is managed.</summary>
    public Fact<string> ManagementAddress { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the platform's own management runs on this host, too.</summary>
    public Fact<bool> RunsControlPlane { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What the host runs beside guests, where other hosts run guests alone. Absent where it runs nothing else.</summary>
    public Fact<string> OtherRoles { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How many processors are promised for each that a host has, in percent.</summary>
    public Fact<int> CpuOvercommit { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>How much memory is promised for each byte that a host has, in percent.</summary>
    public Fact<int> MemoryOvercommit { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The memory in MiB that no guest is given.</summary>
    public Fact<int> ReservedMemory { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether guests run on that were deleted while their host could not be reached.</summary>
    public Fact<bool> KeepsDeletedGuests { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether root in the host's containers is root on the host.</summary>
    public Fact<bool> ContainersHaveHostRoot { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The limit on what a project or client may take that is lifted; absent when none is.</summary>
    public Fact<string> LiftedLimit { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
