namespace VirtLint.Model;

/// <summary>Settings that guests take over where they have none of their own; it runs nothing by itself.</summary>
/// <param name="id">What guests name it by.</param>
public sealed class GuestProfile(string name, string id, Origin origin) : Entity(name, origin, owner: null)
{
    public override EntityKind Kind => EntityKind.GuestProfile;

    /// <summary>What guests name it by, its kind included where names of several kinds may be equal.</summary>
    public string Id { get; } = id;

    /// <summary>The most memory that a guest of it may use, in bytes. Absent when it does not say.</summary>
    public Fact<long> MaxMemory { get => field ?? Fact<long>.Absent; set => field = Set(value); }

    /// <summary>The most processors that a guest of it may use. Absent when it does not say.</summary>
    public Fact<int> MaxProcessors { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The processor that guests of it see. Absent when it does not say.</summary>
    public Fact<string> CpuModel { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What starts the operating system of a guest that does not choose. Absent when it does not say.</summary>
    public Fact<FirmwareInterface> Firmware { get => field ?? Fact<FirmwareInterface>.Absent; set => field = Set(value); }

    /// <summary>Whether that firmware refuses unsigned boot software.</summary>
    public Fact<bool> SecureBoot { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the TPM that it gives to guests keeps what is stored in it. Absent when it gives none.</summary>
    public Fact<bool> TpmKeepsState { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
