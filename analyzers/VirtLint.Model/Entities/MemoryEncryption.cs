namespace VirtLint.Model;

/// <summary>What keeps the host out of a confidential guest: AMD SEV, SEV-ES, SEV-SNP or Intel TDX.</summary>
public sealed class MemoryEncryption(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.MemoryEncryption;

    /// <summary>Whether the host may read and write the guest's decrypted memory through the debug interface.</summary>
    public Fact<bool> AllowsDebugging { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest's memory key may be shared with another guest.</summary>
    public Fact<bool> AllowsKeySharing { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the registers are encrypted too when the host takes over.</summary>
    public Fact<bool> EncryptsRegisters { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a kernel that the host supplies is part of the launch measurement; absent when the guest boots from its own disk.</summary>
    public Fact<bool> MeasuresKernel { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest can prove to others what it runs on.</summary>
    public Fact<bool> HasAttestation { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
