namespace VirtLint.Model;

/// <content>What programs in the guest can ask of the hypervisor through its tools.</content>
public sealed partial class VirtualMachine
{
    /// <summary>Whether the guest may have its disks shrunk or wiped, again and again.</summary>
    public Fact<bool> MayShrinkDisks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may have the unused space of its disks overwritten.</summary>
    public Fact<bool> MayWipeDisks { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may connect, disconnect and set up its own devices.</summary>
    public Fact<bool> MayChangeDevices { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest may read what its host is and how busy it is.</summary>
    public Fact<bool> MayReadHost { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How many bytes of its own the guest may have stored with its configuration. Zero and less: as many as it likes.</summary>
    public Fact<int> GuestInfoLimit { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the hypervisor keeps a log of the guest.</summary>
    public Fact<bool> KeepsLog { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What the guest's own tools let those who manage its platform do to it. Absent when nothing beyond the ordinary.</summary>
    public Fact<string> ToolsOpening { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
