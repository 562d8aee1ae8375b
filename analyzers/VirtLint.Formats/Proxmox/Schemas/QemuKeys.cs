using VirtLint.Formats.Schemas;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The keys of a virtual machine: <c>qemu-server/VMID.conf</c>.</summary>
/// <remarks>qemu-server, QemuServer.pm: $confdesc, and the formats in QemuServer/*.pm, up to release 9.2.</remarks>
internal static class QemuKeys
{
    private static readonly ValueShape s_volumeFormat = ValueShape.OneOf("raw", "qcow", "qcow2", "qed", "vmdk", "cloop");

    /// <summary>What every kind of drive has. // qemu-server, Drive.pm: %drivedesc_base</summary>
    private static readonly KeySet s_drive = new KeySet("a drive", KeyCoverage.Complete)
        .Naming(ObjectKind.Store, ReferenceForm.Volume, "file", "volume")
        .Keys(ValueShape.Any, "size", "serial", "snapshot")
        .Keys(ValueShape.OneOf("cdrom", "disk"), "media")
        .Keys(ValueShape.OneOf("none", "writethrough", "writeback", "unsafe", "directsync"), "cache")
        .Keys(s_volumeFormat, "format")
        .Keys(PveShape.Boolean, "backup", "replicate", "detect_zeroes", "shared")
        .Keys(ValueShape.OneOf("ignore", "report", "stop"), "rerror")
        .Keys(ValueShape.OneOf("enospc", "ignore", "report", "stop"), "werror")
        .Keys(ValueShape.OneOf("native", "threads", "io_uring"), "aio")
        .Keys(ValueShape.OneOf("ignore", "on"), "discard")
        .Keys(ValueShape.Any, "bps", "bps_rd", "bps_wr", "mbps", "mbps_rd", "mbps_wr", "iops", "iops_rd", "iops_wr")
        .Keys(ValueShape.Any, "mbps_max", "mbps_rd_max", "mbps_wr_max", "iops_max", "iops_rd_max", "iops_wr_max")
        .Keys(ValueShape.Any, "bps_max_length", "bps_rd_max_length", "bps_wr_max_length", "iops_max_length", "iops_rd_max_length", "iops_wr_max_length")
        .Keys(ValueShape.Any, "bps_rd_length", "bps_wr_length", "iops_rd_length", "iops_wr_length")
        .WithoutEffect("Proxmox VE drops disk geometry", "cyls", "heads", "secs", "trans");

    private static readonly KeySet s_scsi = Drive("a SCSI drive")
        .Keys(PveShape.Boolean, "iothread", "ro", "scsiblock", "ssd")
        .Keys(ValueShape.Any, "product", "vendor", "wwn", "queues");

    private static readonly KeySet s_ide = Drive("an IDE drive").Keys(PveShape.Boolean, "ssd").Keys(ValueShape.Any, "model", "wwn");

    private static readonly KeySet s_sata = Drive("a SATA drive").Keys(PveShape.Boolean, "ssd").Keys(ValueShape.Any, "wwn");

    private static readonly KeySet s_virtio = Drive("a VirtIO drive").Keys(PveShape.Boolean, "iothread", "ro");

    private static readonly KeySet s_net = Inner("a network device", "model")
        .Keys(ValueShape.OneOf(s_nicModels), "model")
        .Keys(ValueShape.Any, s_nicModels)
        .Keys(ValueShape.Any, "macaddr", "bridge", "rate", "trunks")
        .Keys(ValueShape.Number(1, 4094), "tag")
        .Keys(ValueShape.Number(0, 64), "queues")
        .Keys(ValueShape.Number(1, 65520), "mtu")
        .Keys(PveShape.Boolean, "firewall", "link_down", "host-tunnel");

    private static readonly KeySet s_hostpci = Inner("a PCI device", "host")
        .Naming(ObjectKind.PciMapping, ReferenceForm.Name, "mapping")
        .Keys(ValueShape.Any, "host", "romfile", "mdev", "vendor-id", "device-id", "sub-vendor-id", "sub-device-id")
        .Keys(PveShape.Boolean, "rombar", "pcie", "x-vga", "legacy-igd")
        .Keys(ValueShape.OneOf("vfio", "keep"), "driver");

    public static KeySet All { get; } = new KeySet("a virtual machine", KeyCoverage.Complete, Duplicates.LastCounts)
        .Keys(PveShape.Boolean, "onboot", "autostart", "reboot", "numa", "keephugepages", "acpi", "kvm", "tdf", "localtime", "freeze", "template", "tablet", "protection", "ciupgrade")
        .Since("9.1", PveShape.Boolean, "allow-ksm")
        .Keys(ValueShape.Any, "name", "description", "args", "hotplug", "startdate", "affinity", "tags", "vmgenid", "keyboard", "migrate_speed", "migrate_downtime", "cpulimit", "cdrom", "arch")
        .Keys(ValueShape.Any, "parent", "snaptime", "snapstate", "vmstate", "runningmachine", "runningcpu", "running-nets-host-mtu")
        .Naming(ObjectKind.Store, ReferenceForm.Name, "vmstatestorage")
        .Naming(ObjectKind.Store, ReferenceForm.Volume, "hookscript")
        .Keys(ValueShape.Any, "ciuser", "cipassword", "searchdomain", "nameserver", "sshkeys")
        .Keys(ValueShape.OneOf("configdrive2", "nocloud", "opennebula"), "citype")
        .Keys(ValueShape.OneOf("backup", "clone", "create", "migrate", "rollback", "snapshot", "snapshot-delete", "suspending", "suspended"), "lock")
        .Keys(ValueShape.Number(1), "cpuunits", "smp", "sockets", "cores", "vcpus")
        .Keys(ValueShape.Number(0), "balloon", "shares")
        .Keys(ValueShape.OneOf("lsi", "lsi53c810", "virtio-scsi-pci", "virtio-scsi-single", "megasas", "pvscsi"), "scsihw")
        .Keys(ValueShape.OneOf("other", "wxp", "w2k", "w2k3", "w2k8", "wvista", "win7", "win8", "win10", "win11", "l24", "l26", "solaris"), "ostype")
        .Keys(ValueShape.OneOf("any", "2", "1024"), "hugepages")
        .Keys(ValueShape.OneOf("seabios", "ovmf"), "bios")
        .Deprecated("bootdisk", "boot: order=")
        .Inner("memory", Inner("'memory'", "current").Keys(ValueShape.Number(16), "current"))
        .Inner("boot", Inner("'boot'", "legacy").Keys(ValueShape.Any, "legacy", "order"))
        .Inner("startup", PveKeys.Startup)
        .Inner("agent", Inner("'agent'", "enabled")
            .Keys(PveShape.Boolean, "enabled", "fstrim_cloned_disks", "freeze-fs-on-backup", "guest-fsfreeze", "freeze-fs")
            .Keys(ValueShape.OneOf("virtio", "isa"), "type"))
        .Inner("vga", Inner("'vga'", "type")
            .Keys(ValueShape.OneOf("cirrus", "qxl", "qxl2", "qxl3", "qxl4", "none", "serial0", "serial1", "serial2", "serial3", "std", "virtio", "virtio-gl", "vmware"), "type")
            .Keys(ValueShape.Number(4, 512), "memory")
            .Keys(ValueShape.OneOf("vnc"), "clipboard"))
        .Inner("watchdog", Inner("'watchdog'", "model")
            .Keys(ValueShape.OneOf("i6300esb", "ib700"), "model")
            .Keys(ValueShape.OneOf("reset", "shutdown", "poweroff", "pause", "debug", "none"), "action"))
        .Inner("cpu", Inner("'cpu'", "cputype")
            .Keys(ValueShape.Any, "cputype", "reported-model", "hv-vendor-id", "flags", "phys-bits")
            .Keys(PveShape.Boolean, "hidden")
            .Keys(ValueShape.Number(32, 64), "guest-phys-bits")
            .Keys(ValueShape.Number(0), "level"))
        .Inner("amd-sev", Inner("'amd-sev'", "type")
            .Keys(ValueShape.OneOf("std", "es", "snp"), "type")
            .Keys(PveShape.Boolean, "no-debug", "no-key-sharing", "allow-smt", "kernel-hashes"))
        .Inner("intel-tdx", Inner("'intel-tdx'", "type")
            .Keys(ValueShape.OneOf("tdx"), "type")
            .Keys(PveShape.Boolean, "attestation")
            .Keys(ValueShape.Number(0), "vsock-cid", "vsock-port"), since: "9.1")
        .Inner("machine", Inner("'machine'", "type")
            .Keys(ValueShape.Any, "type")
            .Keys(ValueShape.OneOf("intel", "virtio"), "viommu")
            .Needing("viommu", ValueShape.Number(32, 64), "aw-bits")
            .Keys(PveShape.Boolean, "enable-s3", "enable-s4"))
        .Inner("smbios1", Inner("'smbios1'")
            .Keys(ValueShape.Any, "uuid", "version", "serial", "manufacturer", "product", "sku", "family")
            .Keys(PveShape.Boolean, "base64"))
        .Inner("ivshmem", Inner("'ivshmem'").Keys(ValueShape.Number(1), "size").Keys(ValueShape.Any, "name"))
        .Inner("audio0", Inner("'audio0'")
            .Keys(ValueShape.OneOf("ich9-intel-hda", "intel-hda", "AC97"), "device")
            .Keys(ValueShape.OneOf("spice", "none"), "driver"))
        .Inner("spice_enhancements", Inner("'spice_enhancements'")
            .Keys(PveShape.Boolean, "foldersharing")
            .Keys(ValueShape.OneOf("off", "all", "filter"), "videostreaming"))
        .Inner("rng0", Inner("'rng0'", "source")
            .Keys(ValueShape.OneOf("/dev/urandom", "/dev/random", "/dev/hwrng"), "source")
            .Keys(ValueShape.Number(0), "max_bytes", "period"))
        .Inner("meta", Inner("'meta'").Keys(ValueShape.Any, "ctime", "creation-qemu"))
        .Inner("cicustom", Inner("'cicustom'").Naming(ObjectKind.Store, ReferenceForm.Volume, "meta", "network", "user", "vendor"))
        .Inner("efidisk0", Inner("the EFI disk", "file")
            .Naming(ObjectKind.Store, ReferenceForm.Volume, "file", "volume")
            .Keys(ValueShape.Any, "size")
            .Keys(s_volumeFormat, "format")
            .Keys(ValueShape.OneOf("2m", "4m"), "efitype")
            .Keys(PveShape.Boolean, "pre-enrolled-keys")
            .Keys(ValueShape.OneOf("2011", "2023", "2023w", "2023k"), "ms-cert"))
        .Inner("tpmstate0", Inner("the TPM state", "file")
            .Naming(ObjectKind.Store, ReferenceForm.Volume, "file", "volume")
            .Keys(ValueShape.Any, "size")
            .Keys(s_volumeFormat, "format")
            .Keys(ValueShape.OneOf("v1.2", "v2.0"), "version"))
        .Numbered("net", 31, s_net)
        .Numbered("ipconfig", 31, PveKeys.AddressConfig)
        .Numbered("scsi", 30, s_scsi)
        .Numbered("ide", 3, s_ide)
        .Numbered("sata", 5, s_sata)
        .Numbered("virtio", 15, s_virtio)
        .Numbered("unused", 255)
        .Numbered("hostpci", 15, s_hostpci)
        .Numbered("usb", 13, Inner("a USB device", "host").Naming(ObjectKind.UsbMapping, ReferenceForm.Name, "mapping").Keys(ValueShape.Any, "host").Keys(PveShape.Boolean, "usb3"))
        .Numbered("serial", 3)
        .Numbered("parallel", 2)
        .Numbered("numa", 7, Inner("a NUMA node")
            .Keys(ValueShape.Any, "cpus", "memory", "hostnodes")
            .Keys(ValueShape.OneOf("preferred", "bind", "interleave"), "policy"))
        .Numbered("virtiofs", 9, Inner("a virtiofs share", "dirid")
            .Naming(ObjectKind.FolderMapping, ReferenceForm.Name, "dirid")
            .Keys(ValueShape.OneOf("auto", "always", "metadata", "never"), "cache")
            .Keys(PveShape.Boolean, "direct-io", "expose-xattr", "expose-acl"), since: "8.4");

    private static string[] s_nicModels =>
    [
        "virtio", "e1000", "e1000e", "vmxnet3", "rtl8139", "e1000-82540em", "e1000-82544gc", "e1000-82545em",
        "i82551", "i82557b", "i82559er", "ne2k_isa", "ne2k_pci", "pcnet",
    ];

    private static KeySet Drive(string place) => Inner(place, "file").Including(s_drive);

    private static KeySet Inner(string place, string? defaultKey = null) => new(place, KeyCoverage.Complete) { DefaultKey = defaultKey };
}
