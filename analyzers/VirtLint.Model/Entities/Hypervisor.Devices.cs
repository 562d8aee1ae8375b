namespace VirtLint.Model;

/// <content>What of its hardware a host offers to guests, and what it shows of itself.</content>
public sealed partial class Hypervisor
{
    /// <summary>An entry of the list of assignable devices that takes in whatever there is, or all of one vendor's. Absent when each names what it means.</summary>
    public Fact<string> BroadDeviceEntry { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether guests are shown the serial number of the host as their own.</summary>
    public Fact<bool> ShowsHostSerial { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
