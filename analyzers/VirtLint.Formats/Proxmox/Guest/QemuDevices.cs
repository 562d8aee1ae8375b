using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds host devices, shared directories and the channels that cross the guest's border.</summary>
internal static class QemuDevices
{
    private const string Source = "qm.conf(5)";

    public static readonly BindingTable<HostDevice> Disks = new BindingTable<HostDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf: scsiN", Source)
        .Row("scsiblock", (d, f) => d.IsFiltered = f, Vocabulary.PveOpposite, whenAbsent: true, source: "scsi[n]");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "qemu-server/VMID.conf: virtiofsN", Source)
        .Row("dirid", (s, f) => s.Directory = f, Vocabulary.Text, source: "virtiofs[n]")
        .Computed("dirid", s => s.HostPath, "the mapping's path on the guest's node", decidedBy: "mapping/directory.cfg");

    public static readonly BindingTable<SideChannel> Memory = new BindingTable<SideChannel>(Platform.ProxmoxVe, "qemu-server/VMID.conf: ivshmem", Source)
        .Row("name", (c, f) => c.Segment = f, Vocabulary.Text, source: "ivshmem");

    public static readonly BindingTable<SideChannel> Spice = new BindingTable<SideChannel>(Platform.ProxmoxVe, "qemu-server/VMID.conf: spice_enhancements", Source)
        .Row("foldersharing", (c, f) => c.IsOpen = f, Vocabulary.PveBoolean, whenAbsent: false, source: "spice_enhancements");

    public static readonly BindingTable<SideChannel> Display = new BindingTable<SideChannel>(Platform.ProxmoxVe, "qemu-server/VMID.conf: vga", Source)
        .Row("clipboard", (c, f) => c.IsOpen = f, Vocabulary.Of(("vnc", true)), source: "vga");

    /// <summary>The host's devices in a guest.</summary>
    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf: hostpciN, usbN, serialN, parallelN, scsiN, virtioN, sataN, ideN", Source)
        .Computed("host, mapping, mdev", d => d.Class, "the key's name; mdev makes it a mediated device")
        .Computed("host, mapping", d => d.Address, "an address, an identifier, a mapping or a path under /dev");

    public static readonly BindingTable<SideChannel> Redirection = new BindingTable<SideChannel>(Platform.ProxmoxVe, "qemu-server/VMID.conf: usbN", Source)
        .Computed("host", c => c.IsOpen, "'spice'", source: "usb[n]");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        foreach (var setting in settings.Settings)
        {
            switch (NumberedKey.Stem(setting.Key))
            {
                case "hostpci":
                    BindPci(machine, setting, context);
                    break;
                case "usb":
                    BindUsb(machine, setting, context);
                    break;
                case "serial" or "parallel" when setting.Value.StartsWith("/dev/", StringComparison.Ordinal):
                    var kind = setting.Key.StartsWith("serial", StringComparison.Ordinal) ? HostDeviceClass.SerialPort : HostDeviceClass.ParallelPort;
                    Add(machine, setting, kind, setting, context);
                    break;
                case "scsi" or "virtio" or "sata" or "ide":
                    BindDisk(machine, setting, context);
                    break;
                case "virtiofs":
                    var share = PropertyString.Parse(setting, "dirid");
                    Folders.Bind(context.Add(new SharedFolder(setting.Key, context.Origin(setting.ValueSpan), machine)), share, context);
                    break;
                case "ivshmem":
                    BindMemory(machine, setting, context);
                    break;
                case "spice_enhancements":
                    Spice.Bind(Channel(machine, SideChannelKind.FolderSharing, setting, context), PropertyString.Parse(setting), context);
                    break;
                case "vga" when PropertyString.Parse(setting, "type") is var display && display.Find("clipboard") is { } clipboard:
                    Display.Bind(Channel(machine, SideChannelKind.Clipboard, clipboard, context), display, context);
                    break;
            }
        }
    }

    /// <summary>A mediated device is a slice of the hardware, however its parent is named.</summary>
    private static void BindPci(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var device = PropertyString.Parse(setting, "host");
        if ((device.Find("mapping") ?? device.Find("host")) is { } address)
            Add(machine, setting, device.Find("mdev") is null ? HostDeviceClass.Pci : HostDeviceClass.Mediated, address, context);
    }

    private static void BindUsb(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var device = PropertyString.Parse(setting, "host");
        if ((device.Find("mapping") ?? device.Find("host")) is not { } address)
            return;

        if (address.Value.Equals("spice", StringComparison.OrdinalIgnoreCase))
            Channel(machine, SideChannelKind.UsbRedirection, address, context).IsOpen = Fact.Stated(true, context.Origin(address.ValueSpan), address.Value, setting.Key);
        else
            Add(machine, setting, HostDeviceClass.Usb, address, context);
    }

    /// <summary>A volume of a store is named by the store; a path is the host's own device.</summary>
    private static void BindDisk(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var disk = PropertyString.Parse(setting, "file");
        if (disk.Find("file") is { } file && file.Value.StartsWith("/dev/", StringComparison.Ordinal))
            Disks.Bind(Add(machine, setting, HostDeviceClass.Disk, file, context), disk, context);
    }

    private static void BindMemory(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var memory = PropertyString.Parse(setting);
        var channel = Channel(machine, SideChannelKind.SharedMemory, memory.Find("name") ?? setting, context);
        Memory.Bind(channel, memory, context);

        // qm.conf(5), "ivshmem": the name is the guest's number unless stated
        if (channel.Segment.State is FactState.Absent)
            channel.Segment = Fact.Default(machine.Name, context.Origin(setting.KeySpan), "qm.conf(5): ivshmem", "name");
    }

    private static HostDevice Add(VirtualMachine machine, Setting setting, HostDeviceClass kind, Setting address, BindingContext context)
    {
        var origin = context.Origin(address.ValueSpan);
        var device = context.Add(new HostDevice(setting.Key, origin, machine));
        device.Class = Fact.Stated(kind, origin, address.Value, setting.Key);
        device.Address = TemplateMarks.Contains(address.Value)
            ? Fact<string>.Unresolved(origin, address.Value, "template", setting.Key)
            : Fact.Stated(address.Value, origin, address.Value, setting.Key);
        return device;
    }

    private static SideChannel Channel(VirtualMachine machine, SideChannelKind kind, Setting place, BindingContext context) =>
        context.Add(new SideChannel(kind, kind.ToString(), context.Origin(place.ValueSpan), machine));
}
