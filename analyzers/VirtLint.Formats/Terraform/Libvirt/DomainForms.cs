using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Domain;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>The attributes of <c>libvirt_domain</c> since 0.9 as the XML that the provider writes of them, as far as the model knows it.</summary>
/// <remarks>
/// dmacvicar/libvirt 0.9, docs/resources/domain.md and docs/schema-mapping.md. Name, title and description are no part of it:
/// every resource's are read alike.
/// </remarks>
internal static class DomainForms
{
    private static readonly XmlForm s_label = new()
    {
        { "model", "@model" },
        { "type", "@type" },
        { "relabel", "@relabel" },
        { "label", "label/text()" },
    };

    private static readonly XmlForm s_idMap = new() { { "start", "@start" }, { "target", "@target" } };

    private static readonly XmlForm s_feature = new() { { "name", "@name" }, { "policy", "@policy" } };

    private static readonly XmlForm s_firmwareFeature = new() { { "name", "@name" }, { "enabled", "@enabled" } };

    private static readonly XmlForm s_host = new() { { "name", "@name" }, { "port", "@port" }, { "transport", "@transport" } };

    /// <summary>A layer below a layer is written the same way again.</summary>
    private static readonly XmlForm s_deepLayer = Layer(null);

    private static readonly XmlForm s_layer = Layer(s_deepLayer);

    private static readonly XmlForm s_listen = new()
    {
        { "address", "@type=address" },
        { "address.address", "@address" },
        { "network", "@type=network" },
        { "network.network", "@network" },
        { "network.address", "@address" },
        { "socket", "@type=socket" },
        { "socket.socket", "@socket" },
    };

    private static readonly XmlForm s_parameter = new() { { "name", "@name" }, { "value", "@value" } };

    private static readonly XmlForm s_address = new() { { "address", "@address" } };

    private static readonly XmlForm s_forward = new() { { "address", "@address" }, { "dev", "@dev" }, { "proto", "@proto" } };

    /// <summary>The tags of an interface, a network or a port group.</summary>
    public static XmlForm Tags { get; } = new() { { "id", "@id" }, { "native_mode", "@nativeMode" } };

    /// <summary>The port of a switch of another product.</summary>
    public static XmlForm VirtualPort { get; } = new()
    {
        { "virtual_port.params.open_v_switch", "virtualport/@type=openvswitch" },
        { "virtual_port.params.mido_net", "virtualport/@type=midonet" },
        { "virtual_port.params.vepa8021qbg", "virtualport/@type=802.1Qbg" },
        { "virtual_port.params.vn_tag8011qbh", "virtualport/@type=802.1Qbh" },
    };

    public static XmlForm Disk { get; } = new()
    {
        { "device", "@device" },
        { "raw_io", "@rawio" },
        { "sgio", "@sgio" },
        { "read_only", "readonly" },
        { "shareable", "shareable" },
        { "transient", "transient" },
        { "driver.cache", "driver/@cache" },
        { "driver.error_policy", "driver/@error_policy" },
        { "driver.rerror_policy", "driver/@rerror_policy" },
        { "driver.type", "driver/@type" },
        { "target.dev", "target/@dev" },
        { "target.bus", "target/@bus" },
        { "source.file", "@type=file" },
        { "source.file", "source/@file" },
        { "source.file.file", "source/@file" },
        { "source.file.sec_label", "source/seclabel", s_label },
        { "source.block", "@type=block" },
        { "source.block", "source/@dev" },
        { "source.block.dev", "source/@dev" },
        { "source.block.sec_label", "source/seclabel", s_label },
        { "source.dir", "@type=dir" },
        { "source.dir.dir", "source/@dir" },
        { "source.volume", "@type=volume" },
        { "source.volume.pool", "source/@pool" },
        { "source.volume.volume", "source/@volume" },
        { "source.nvme", "@type=nvme" },
        { "source.vhost_user", "@type=vhostuser" },
        { "source.vhost_vdpa", "@type=vhostvdpa" },
        { "source.vhost_vdpa.dev", "source/@dev" },
        { "source.network", "@type=network" },
        { "source.network.protocol", "source/@protocol" },
        { "source.network.name", "source/@name" },
        { "source.network.tls", "source/@tls" },
        { "source.network.hosts", "source/host", s_host },
        { "source.network.auth.username", "source/auth/@username" },
        { "source.ssl.verify", "source/ssl/@verify" },
        { "source.encryption.format", "source/encryption/@format" },
        { "auth.username", "auth/@username" },
        { "encryption.format", "encryption/@format" },
        { "backing_store", "backingStore", s_layer },
    };

    public static XmlForm Interface { get; } = new()
    {
        { "source.network", "@type=network" },
        { "source.network.network", "source/@network" },
        { "source.network.port_group", "source/@portgroup" },
        { "source.bridge", "@type=bridge" },
        { "source.bridge.bridge", "source/@bridge" },
        { "source.direct", "@type=direct" },
        { "source.direct.dev", "source/@dev" },
        { "source.hostdev", "@type=hostdev" },
        { "source.vdpa", "@type=vdpa" },
        { "source.vhost_user", "@type=vhostuser" },
        { "source.vds", "@type=vds" },
        { "source.internal", "@type=internal" },
        { "source.ethernet", "@type=ethernet" },
        { "source.user", "@type=user" },
        { "source.server", "@type=server" },
        { "source.server.address", "source/@address" },
        { "source.client", "@type=client" },
        { "source.client.address", "source/@address" },
        { "source.mcast", "@type=mcast" },
        { "source.mcast.address", "source/@address" },
        { "source.udp", "@type=udp" },
        { "source.udp.address", "source/@address" },
        { "source.null", "@type=null" },
        { "mac.address", "mac/@address" },
        { "model.type", "model/@type" },
        { "link.state", "link/@state" },
        { "mtu.size", "mtu/@size" },
        { "filter_ref.filter", "filterref/@filter" },
        { "filter_ref.parameters", "filterref/parameter", s_parameter },
        { "trust_guest_rx_filters", "@trustGuestRxFilters" },
        { "port_options.isolated", "port/@isolated" },
        { "vlan.trunk", "vlan/@trunk" },
        { "vlan.tags", "vlan/tag", Tags },
        VirtualPort,
        { "script.path", "script/@path" },
        { "ip", "ip", s_address },
        { "port_forward", "portForward", s_forward },
    };

    public static XmlForm Graphics { get; } = new()
    {
        { "vnc", "@type=vnc" },
        { "vnc.socket", "@socket" },
        { "vnc.listen", "@listen" },
        { "vnc.listeners", "listen", s_listen },
        { "vnc.passwd", "@passwd" },
        { "vnc.share_policy", "@sharePolicy" },
        { "vnc.power_control", "@powerControl" },
        { "spice", "@type=spice" },
        { "spice.listen", "@listen" },
        { "spice.listeners", "listen", s_listen },
        { "spice.passwd", "@passwd" },
        { "spice.default_mode", "@defaultMode" },
        { "spice.channel", "channel", new XmlForm { { "name", "@name" }, { "mode", "@mode" } } },
        { "spice.clip_board.copy_paste", "clipboard/@copypaste" },
        { "spice.file_transfer.enable", "filetransfer/@enable" },
        { "rdp", "@type=rdp" },
        { "rdp.listen", "@listen" },
        { "rdp.listeners", "listen", s_listen },
    };

    /// <summary>The host's side of serial and parallel ports, consoles and channels.</summary>
    private static readonly XmlForm s_characterDevice = new()
    {
        { "source.tcp", "@type=tcp" },
        { "source.tcp.host", "source/@host" },
        { "source.tcp.mode", "source/@mode" },
        { "source.tcp.service", "source/@service" },
        { "source.tcp.tls", "source/@tls" },
        { "source.udp", "@type=udp" },
        { "source.udp.bind_service", "source[@mode='bind']/@service" },
        { "source.udp.bind_host", "source[@mode='bind']/@host" },
        { "source.udp.connect_service", "source[@mode='connect']/@service" },
        { "source.udp.connect_host", "source[@mode='connect']/@host" },
        { "source.dev", "@type=dev" },
        { "source.dev.path", "source/@path" },
        { "source.unix", "@type=unix" },
        { "source.unix.path", "source/@path" },
        { "source.file", "@type=file" },
        { "source.file.path", "source/@path" },
        { "source.pipe", "@type=pipe" },
        { "source.pty", "@type=pty" },
        { "source.nmdm", "@type=nmdm" },
        { "source.dbus", "@type=dbus" },
        { "source.null", "@type=null" },
        { "source.vc", "@type=vc" },
        { "source.std_io", "@type=stdio" },
        { "source.spice_vmc", "@type=spicevmc" },
        { "source.spice_port", "@type=spiceport" },
        { "source.spice_port.channel", "source/@channel" },
        { "source.qemuvd_agent", "@type=qemu-vdagent" },
        { "source.qemuvd_agent.clip_board.copy_paste", "source/clipboard/@copypaste" },
    };

    private static readonly XmlForm s_port = new() { s_characterDevice, { "target.type", "target/@type" } };

    public static XmlForm Channel { get; } = new()
    {
        s_characterDevice,
        { "target.virt_io", "target/@type=virtio" },
        { "target.virt_io.name", "target/@name" },
    };

    public static XmlForm HostDevice { get; } = new()
    {
        { "subsys_pci", "@mode=subsystem" },
        { "subsys_pci", "@type=pci" },
        { "subsys_pci.source.write_filtering", "source/@writeFiltering" },
        { "subsys_pci.source.address.domain", "source/address/@domain" },
        { "subsys_pci.source.address.bus", "source/address/@bus" },
        { "subsys_pci.source.address.slot", "source/address/@slot" },
        { "subsys_pci.source.address.function", "source/address/@function" },
        { "subsys_usb", "@mode=subsystem" },
        { "subsys_usb", "@type=usb" },
        { "subsys_usb.source.vendor.id", "source/vendor/@id" },
        { "subsys_usb.source.product.id", "source/product/@id" },
        { "subsys_usb.source.address.bus", "source/address/@bus" },
        { "subsys_usb.source.address.device", "source/address/@device" },
        { "subsys_scsi", "@mode=subsystem" },
        { "subsys_scsi", "@type=scsi" },
        { "subsys_scsi.raw_io", "@rawio" },
        { "subsys_scsi.sgio", "@sgio" },
        { "subsys_scsi.source.host.adapter.name", "source/adapter/@name" },
        { "subsys_scsi.source.iscsi", "source/@protocol=iscsi" },
        { "subsys_scsi_host", "@mode=subsystem" },
        { "subsys_scsi_host", "@type=scsi_host" },
        { "subsys_scsi_host.source.wwpn", "source/@wwpn" },
        { "subsys_m_dev", "@mode=subsystem" },
        { "subsys_m_dev", "@type=mdev" },
        { "subsys_m_dev.source.address.uuid", "source/address/@uuid" },
        { "caps_storage", "@mode=capabilities" },
        { "caps_storage", "@type=storage" },
        { "caps_storage.source.block", "source/block/text()" },
        { "caps_misc", "@mode=capabilities" },
        { "caps_misc", "@type=misc" },
        { "caps_misc.source.char", "source/char/text()" },
        { "caps_net", "@mode=capabilities" },
        { "caps_net", "@type=net" },
        { "caps_net.source.interface", "source/interface/text()" },
    };

    public static XmlForm Filesystem { get; } = new()
    {
        { "source.mount", "@type=mount" },
        { "source.mount.dir", "source/@dir" },
        { "source.bind", "@type=bind" },
        { "source.bind.dir", "source/@dir" },
        { "source.block", "@type=block" },
        { "source.file", "@type=file" },
        { "source.ram", "@type=ram" },
        { "source.template", "@type=template" },
        { "source.volume", "@type=volume" },
        { "target.dir", "target/@dir" },
        { "read_only", "readonly" },
        { "binary.sandbox.mode", "binary/sandbox/@mode" },
    };

    public static XmlForm Tpm { get; } = new()
    {
        { "backend.emulator", "backend/@type=emulator" },
        { "backend.emulator.version", "backend/@version" },
        { "backend.passthrough", "backend/@type=passthrough" },
        { "backend.external", "backend/@type=external" },
    };

    public static XmlForm Entropy { get; } = new()
    {
        { "backend.random", "backend/@model=random" },
        { "backend.built_in", "backend/@model=builtin" },
        { "backend.egd", "backend/@model=egd" },
        { "backend.egd.source.tcp", "backend/@type=tcp" },
        { "backend.egd.source.tcp.host", "backend/source/@host" },
        { "backend.egd.source.udp", "backend/@type=udp" },
        { "backend.egd.source.udp.connect_host", "backend/source[@mode='connect']/@host" },
        { "backend.egd.source.unix", "backend/@type=unix" },
    };

    private static readonly XmlForm s_sharedMemory = new() { { "name", "@name" }, { "server.path", "server/@path" } };

    private static readonly XmlForm s_watchdog = new() { { "model", "@model" }, { "action", "@action" } };

    private static readonly XmlForm s_video = new() { { "model.type", "model/@type" } };

    private static readonly XmlForm s_controller = new() { { "type", "@type" }, { "index", "@index" }, { "model", "@model" } };

    public static XmlForm Domain { get; } = new()
    {
        { "type", "@type" },
        { "memory", "memory/text()" },
        { "memory_unit", "memory/@unit" },
        { "memory_dump_core", "memory/@dumpCore" },
        { "vcpu", "vcpu/text()" },
        { "memory_backing.memory_locked", "memoryBacking/locked" },
        { "memory_tune.hard_limit", "memtune/hard_limit" },
        { "on_crash", "on_crash/text()" },
        { "os.type", "os/type/text()" },
        { "os.type_arch", "os/type/@arch" },
        { "os.type_machine", "os/type/@machine" },
        { "os.firmware", "os/@firmware" },
        { "os.firmware_info.features", "os/firmware/feature", s_firmwareFeature },
        { "os.loader", "os/loader/text()" },
        { "os.loader_type", "os/loader/@type" },
        { "os.loader_readonly", "os/loader/@readonly" },
        { "os.loader_secure", "os/loader/@secure" },
        { "os.nv_ram", "os/nvram" },
        { "os.nv_ram.nv_ram", "os/nvram/text()" },
        { "os.kernel", "os/kernel/text()" },
        { "cpu.check", "cpu/@check" },
        { "cpu.mode", "cpu/@mode" },
        { "cpu.features", "cpu/feature", s_feature },
        { "features.cfpc.value", "features/cfpc/@value" },
        { "features.sbbc.value", "features/sbbc/@value" },
        { "features.ibs.value", "features/ibs/@value" },
        { "features.capabilities.policy", "features/capabilities/@policy" },
        { "features.capabilities.mk_nod.state", "features/capabilities/mknod/@state" },
        { "id_map.ui_ds", "idmap/uid", s_idMap },
        { "id_map.gi_ds", "idmap/gid", s_idMap },
        { "launch_security.sev", "launchSecurity/@type=sev" },
        { "launch_security.sev.policy", "launchSecurity/policy/text()" },
        { "launch_security.sev.kernel_hashes", "launchSecurity/@kernelHashes" },
        { "launch_security.sevsnp", "launchSecurity/@type=sev-snp" },
        { "launch_security.sevsnp.policy", "launchSecurity/policy/text()" },
        { "launch_security.sevsnp.kernel_hashes", "launchSecurity/@kernelHashes" },
        { "launch_security.tdx", "launchSecurity/@type=tdx" },
        { "launch_security.tdx.policy", "launchSecurity/policy/text()" },
        { "launch_security.s390pv", "launchSecurity/@type=s390-pv" },
        { "sec_label", "seclabel", s_label },
        { "devices", "devices" },
        { "devices.disks", "devices/disk", Disk },
        { "devices.interfaces", "devices/interface", Interface },
        { "devices.graphics", "devices/graphics", Graphics },
        { "devices.serials", "devices/serial", s_port },
        { "devices.parallels", "devices/parallel", s_port },
        { "devices.consoles", "devices/console", s_port },
        { "devices.channels", "devices/channel", Channel },
        { "devices.hostdevs", "devices/hostdev", HostDevice },
        { "devices.redir_devs", "devices/redirdev", s_characterDevice },
        { "devices.redir_filters", "devices/redirfilter", new XmlForm() },
        { "devices.shmems", "devices/shmem", s_sharedMemory },
        { "devices.filesystems", "devices/filesystem", Filesystem },
        { "devices.tpms", "devices/tpm", Tpm },
        { "devices.rngs", "devices/rng", Entropy },
        { "devices.watchdogs", "devices/watchdog", s_watchdog },
        { "devices.videos", "devices/video", s_video },
        { "devices.controllers", "devices/controller", s_controller },
    };

    /// <summary>Libvirt's tables in the names of the resource.</summary>
    public static IEnumerable<IBindingTable> Tables =>
    [
        new TranslatedTable(DomainBinder.Table, "libvirt_domain: 0.9", Domain),
        new TranslatedTable(DomainCpu.Table, "libvirt_domain: 0.9", Domain),
        new TranslatedTable(DomainLifecycle.Table, "libvirt_domain: 0.9", Domain),
        new TranslatedTable(DomainHealth.Table, "libvirt_domain: 0.9", Domain),
        new TranslatedTable(DomainConfinement.Containers, "libvirt_domain: 0.9", Domain),
        new TranslatedTable(DomainFirmware.Table, "libvirt_domain: 0.9", Domain, "os/"),
        new TranslatedTable(DomainCpu.Features, "libvirt_domain: cpu/features", s_feature),
        new TranslatedTable(DomainConfinement.Labels, "libvirt_domain: sec_label", s_label),
        new TranslatedTable(DomainMemoryEncryption.DirectKernel, "libvirt_domain: 0.9", Domain, "launchSecurity/"),
        new TranslatedTable(DomainMemoryEncryption.Policy, "libvirt_domain: 0.9", Domain, "launchSecurity/"),
        new TranslatedTable(DomainDisks.Table, "libvirt_domain: devices/disks", Disk),
        new TranslatedTable(NetworkDisks.Table, "libvirt_domain: devices/disks", Disk),
        new TranslatedTable(DomainHostDevices.ScsiUnits, "libvirt_domain: devices/disks", Disk),
        new TranslatedTable(DomainInterfaces.Table, "libvirt_domain: devices/interfaces", Interface),
        new TranslatedTable(DomainInterfaces.Scripts, "libvirt_domain: devices/interfaces", Interface),
        new TranslatedTable(DomainGraphics.Vnc, "libvirt_domain: devices/graphics", Graphics),
        new TranslatedTable(DomainGraphics.Spice, "libvirt_domain: devices/graphics", Graphics),
        new TranslatedTable(DomainGraphics.Common, "libvirt_domain: devices/graphics", Graphics),
        new TranslatedTable(DomainDevices.Channels, "libvirt_domain: devices/graphics", Graphics),
        new TranslatedTable(DomainCharacterDevices.Tcp, "libvirt_domain: devices/serials", s_characterDevice),
        new TranslatedTable(DomainDevices.Channels, "libvirt_domain: devices/channels", Channel),
        new TranslatedTable(DomainHostDevices.Assigned, "libvirt_domain: devices/hostdevs", HostDevice),
        new TranslatedTable(DomainDevices.Memory, "libvirt_domain: devices/shmems", s_sharedMemory),
        new TranslatedTable(DomainDevices.Folders, "libvirt_domain: devices/filesystems", Filesystem),
        new TranslatedTable(DomainFirmware.Tpm, "libvirt_domain: devices/tpms", Tpm),
        new TranslatedTable(DomainCpu.Entropy, "libvirt_domain: devices/rngs", Entropy),
        new TranslatedTable(DomainHealth.WatchdogDevice, "libvirt_domain: devices/watchdogs", s_watchdog),
        new TranslatedTable(DomainVirtualDevices.Video, "libvirt_domain: devices/videos", s_video),
        new TranslatedTable(DomainVirtualDevices.Controllers, "libvirt_domain: devices/controllers", s_controller),
    ];

    private static XmlForm Layer(XmlForm? below)
    {
        var form = new XmlForm
        {
            { "format.type", "format/@type" },
            { "source.file.file", "source/@file" },
            { "source.block.dev", "source/@dev" },
        };
        if (below is not null)
            form.Add("backing_store", "backingStore", below);

        return form;
    }
}
