namespace VirtLint.Model;

/// <summary>The version of the specification that a TPM follows.</summary>
public enum TpmVersion
{
    V12,
    V20,
}

/// <summary>What stands behind a guest's TPM.</summary>
public enum TpmBackend
{
    /// <summary>An emulator that belongs to the guest.</summary>
    Emulated,

    /// <summary>The host's own TPM.</summary>
    Host,

    /// <summary>A process that somebody else starts.</summary>
    External,
}

/// <summary>A guest's TPM.</summary>
public sealed class VirtualTpm(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Tpm;

    /// <summary>The version of the specification.</summary>
    public Fact<TpmVersion> Version { get => field ?? Fact<TpmVersion>.Absent; set => field = Set(value); }

    /// <summary>Whether its keys and measurements outlive a restart of the guest.</summary>
    public Fact<bool> KeepsState { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it is taken from a guest that has it.</summary>
    public Fact<bool> IsRemoved { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether administrators of the host are kept from its keys and the guest's console.</summary>
    public Fact<bool> IsShielded { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What stands behind it.</summary>
    public Fact<TpmBackend> Backend { get => field ?? Fact<TpmBackend>.Absent; set => field = Set(value); }
}
