using System;

namespace VirtLint.Model;

/// <summary>What kind of thing a host device is.</summary>
public enum HostDeviceClass
{
    Pci,

    /// <summary>A slice of a device that its driver mediates: the guest never drives the hardware itself.</summary>
    Mediated,

    Usb,

    /// <summary>A SCSI device or adapter that takes the guest's own commands.</summary>
    Scsi,

    Disk,

    SerialPort,

    ParallelPort,

    /// <summary>A device file of the host.</summary>
    Node,

    /// <summary>Whatever USB device the viewer of the console plugs in.</summary>
    Redirected,
}

/// <summary>A physical or host-side device handed to a guest, or, when a hypervisor owns it, one that any guest may open.</summary>
public sealed class HostDevice(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    private static readonly string[] s_hostMemory = ["/dev/mem", "/dev/kmem", "/dev/port", "/dev/kmsg"];
    private static readonly string[] s_diskPrefixes = ["/dev/sd", "/dev/nvme", "/dev/vd", "/dev/hd", "/dev/dm-", "/dev/mapper/", "/dev/disk/", "/dev/sg", "/dev/md"];

    public override EntityKind Kind => EntityKind.HostDevice;

    public Fact<HostDeviceClass> Class { get => field ?? Fact<HostDeviceClass>.Absent; set => field = Set(value); }

    /// <summary>How the host names the device: a bus address, vendor and product, a path, or an entry of the cluster's inventory.</summary>
    public Fact<string> Address { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the host checks what the guest sends to the device. Absent where the device knows no such check.</summary>
    public Fact<bool> IsFiltered { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What a message calls a device of its class: <c>PCI device</c>.</summary>
    public string Noun => Class.Or(HostDeviceClass.Node) switch
    {
        HostDeviceClass.Pci => "PCI device",
        HostDeviceClass.Mediated => "Mediated device",
        HostDeviceClass.Usb => "USB device",
        HostDeviceClass.Scsi => "SCSI device",
        HostDeviceClass.Disk => "Disk",
        HostDeviceClass.SerialPort => "Serial port",
        HostDeviceClass.ParallelPort => "Parallel port",
        HostDeviceClass.Redirected => "Redirected USB device",
        _ => "Device node",
    };

    /// <summary>Whether a path gives away the host's memory, its kernel log or its disks.</summary>
    public static bool ReachesHost(string path) =>
        Array.IndexOf(s_hostMemory, path) >= 0
        || path is "/dev/*" or "/dev" or "/dev/"
        || (Array.Exists(s_diskPrefixes, prefix => path.StartsWith(prefix, StringComparison.Ordinal)) && path != "/dev/mapper/control");
}
