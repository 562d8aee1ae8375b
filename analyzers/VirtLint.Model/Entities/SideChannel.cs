namespace VirtLint.Model;

/// <summary>What crosses a guest's border beside its network and its disks.</summary>
public enum SideChannelKind
{
    Clipboard,
    FileTransfer,
    FolderSharing,
    UsbRedirection,
    SharedMemory,

    /// <summary>A socket between guest and host that no network filter sees.</summary>
    HostSocket,

    /// <summary>A socket between the guests of one host that no network filter sees.</summary>
    GuestSocket,
}

/// <summary>A way out of or into a guest beside its network and its disks.</summary>
public sealed class SideChannel(SideChannelKind channel, string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.SideChannel;

    public SideChannelKind Channel { get; } = channel;

    /// <summary>Whether it is open.</summary>
    public Fact<bool> IsOpen { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The name under which others attach to the same memory. Absent for other channels.</summary>
    public Fact<string> Segment { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The server that hands the memory to everybody who connects. Absent when the host's file alone is shared.</summary>
    public Fact<string> Server { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
