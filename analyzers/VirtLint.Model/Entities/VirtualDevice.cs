namespace VirtLint.Model;

/// <summary>What a virtual device does.</summary>
public enum DeviceRole
{
    Video,
    NetworkCard,
    StorageController,
    Floppy,
    ParallelPort,

    /// <summary>A graphics card that computes scenes for the guest.</summary>
    Graphics3D,

    /// <summary>An installation medium that is still inserted.</summary>
    InsertedMedium,
}

/// <summary>Whose drivers a virtual device was made for.</summary>
public enum DeviceFamily
{
    /// <summary>A device that is common today.</summary>
    Current,

    /// <summary>Paravirtual in the way of QEMU and KVM.</summary>
    Virtio,

    /// <summary>Paravirtual in the way of VMware.</summary>
    Vmware,

    /// <summary>A card of the 1990s, emulated register by register.</summary>
    Legacy,
}

/// <summary>An emulated or paravirtual device of a guest.</summary>
public sealed class VirtualDevice(string name, DeviceRole role, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.VirtualDevice;

    public DeviceRole Role { get; } = role;

    /// <summary>Whose drivers it was made for.</summary>
    public Fact<DeviceFamily> Family { get => field ?? Fact<DeviceFamily>.Absent; set => field = Set(value); }

    /// <summary>Whether it is there and switched on; absent when its model is all that is known.</summary>
    public Fact<bool> IsPresent { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
