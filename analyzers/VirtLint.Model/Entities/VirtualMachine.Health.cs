namespace VirtLint.Model;

public sealed partial class VirtualMachine
{
    /// <summary>Whether the hypervisor can ask an agent in the guest. Absent where the guest is not known to have one.</summary>
    public Fact<bool> GuestAgent { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a watchdog does something about a guest that hangs.</summary>
    public Fact<bool> Watchdog { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guest memory is written to disk when the device model crashes. Absent: the host decides.</summary>
    public Fact<bool> CoreDump { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guest memory is written to disk when the guest itself crashes.</summary>
    public Fact<bool> DumpsOnCrash { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
