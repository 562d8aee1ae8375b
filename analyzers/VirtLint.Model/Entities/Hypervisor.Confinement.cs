namespace VirtLint.Model;

/// <summary>Which mandatory access control a hypervisor applies to its guests.</summary>
public enum SecurityDriver
{
    /// <summary>None, by decision.</summary>
    None,

    /// <summary>The one that the running host offers, if any.</summary>
    Probed,

    /// <summary>A named one; the hypervisor does not start without it.</summary>
    Required,
}

/// <content>How the hypervisor confines what runs on behalf of guests.</content>
public sealed partial class Hypervisor
{
    /// <summary>The mandatory access control that guests run under.</summary>
    public Fact<SecurityDriver> SecurityDriver { get => field ?? Fact<SecurityDriver>.Absent; set => field = Set(value); }

    /// <summary>Whether a guest that says nothing about confinement is confined.</summary>
    public Fact<bool> ConfinesByDefault { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a guest that asks for no confinement is refused.</summary>
    public Fact<bool> RequiresConfinement { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the system calls of the device model are filtered.</summary>
    public Fact<bool> FiltersSystemCalls { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether each guest's device model sees a device directory of its own in place of the host's.</summary>
    public Fact<bool> HasDeviceNamespaces { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether control groups limit each guest to the devices it was given.</summary>
    public Fact<bool> ControlsDevices { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the agent of one host is kept from changing what belongs to the others.</summary>
    public Fact<bool> RestrictsHostAgents { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The user that device models run as. Absent where the build decides.</summary>
    public Fact<string> RunsAs { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The user that software TPMs run as.</summary>
    public Fact<string> TpmEmulatorRunsAs { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether a device is assigned only when its bus keeps it from reaching others behind the IOMMU's back.</summary>
    public Fact<bool> ChecksDeviceIsolation { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a device is assigned only when its interrupts are remapped, so that it cannot forge others.</summary>
    public Fact<bool> RemapsInterrupts { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether devices are handed to user space only behind an IOMMU.</summary>
    public Fact<bool> UsesIommu { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the configuration is a person's own session, which has no rights over the host to give away.</summary>
    public Fact<bool> IsUserSession { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether what looks for a kernel in a guest's disk does so without the host's rights, unless the guest says otherwise.</summary>
    public Fact<bool> RestrictsBootloader { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests run behind a filter of system calls that was made for them, where the platform brings one that is not used by itself.</summary>
    public Fact<bool> HasOwnCallFilter { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
