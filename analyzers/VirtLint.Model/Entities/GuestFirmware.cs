namespace VirtLint.Model;

/// <summary>What starts a guest's operating system.</summary>
public enum FirmwareInterface
{
    /// <summary>A legacy BIOS: whatever the boot sector holds is run.</summary>
    Bios,

    /// <summary>UEFI, which can check what it starts.</summary>
    Uefi,
}

/// <summary>A guest's firmware and what it demands of the software that it starts.</summary>
public sealed class GuestFirmware(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Firmware;

    /// <summary>How operating systems are started; absent when a path alone decides, or when the guest's kernel is started directly.</summary>
    public Fact<FirmwareInterface> Interface { get => field ?? Fact<FirmwareInterface>.Absent; set => field = Set(value); }

    /// <summary>Whether the firmware refuses unsigned boot software; absent when either may be chosen.</summary>
    public Fact<bool> SecureBoot { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the firmware's variables hold the keys without which Secure Boot checks nothing.</summary>
    public Fact<bool> HasEnrolledKeys { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest is kept from writing to the firmware's code.</summary>
    public Fact<bool> IsReadOnly { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file that holds the firmware's code.</summary>
    public Fact<string> Image { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
