using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>proxmox_virtual_environment_vm</c> of the provider bpg/proxmox.</summary>
/// <remarks>
/// The provider has defaults of its own: docs/resources/virtual_environment_vm.md. What a clone does not state it may have
/// from its source.
/// </remarks>
internal static class VmResource
{
    private const string Source = "bpg/proxmox: proxmox_virtual_environment_vm";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm", Source)
        .Row("node_name", (m, f) => m.Host = f, Vocabulary.Text, source: "node_name")
        .Row("on_boot", (m, f) => m.StartsWithHost = f, TerraformWords.Flag, whenAbsent: true, source: "on_boot")
        .Row("protection", (m, f) => m.IsDeleteProtected = f, TerraformWords.Flag, whenAbsent: false, source: "protection")
        .Row("template", (m, f) => m.IsTemplate = f, TerraformWords.Flag, whenAbsent: false, source: "template")
        .Row("pool_id", (m, f) => m.Pool = f, Vocabulary.Text, source: "pool_id")
        .Row("cpu/type", (m, f) => m.CpuModel = f, Vocabulary.Text, whenAbsent: "qemu64", source: "cpu.type")
        .Row("cpu/architecture", (m, f) => m.Architecture = f, Vocabulary.Text, source: "cpu.architecture")
        .Row("operating_system/type", (m, f) => m.OperatingSystem = f, PveGuest.Systems, whenAbsent: PveGuestSystems.Unnamed, source: "operating_system.type")
        .Row("smbios/uuid", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "smbios.uuid")
        .Row("initialization/user_account/password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "initialization.user_account.password");

    public static readonly BindingTable<VirtualMachine> Agent = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm", Source)
        .Row("agent/enabled", (m, f) => m.GuestAgent = f, TerraformWords.Flag, whenAbsent: false, source: "agent.enabled");

    public static readonly BindingTable<VirtualMachine> WatchdogDevice = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: watchdog", Source)
        .Row(
            "action",
            (m, f) => m.Watchdog = f,
            Vocabulary.Of(("reset", true), ("none", false), ("shutdown", true), ("poweroff", true), ("pause", true), ("debug", true)),
            whenAbsent: false,
            source: "watchdog.action");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: network_device", Source)
        .Row("bridge", (n, f) => n.Network = f, Vocabulary.Text, whenAbsent: "vmbr0", source: "network_device.bridge")
        .Row("firewall", (n, f) => n.Firewalled = f, TerraformWords.Flag, whenAbsent: false, source: "network_device.firewall")
        .Row("disconnected", (n, f) => n.Connected = f, TerraformWords.Opposite, whenAbsent: true, source: "network_device.disconnected")
        .Row("mac_address", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "network_device.mac_address");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: disk", Source)
        .Row("cache", (d, f) => d.Cache = f, PveGuest.Caches, whenAbsent: DiskCache.None, source: "disk.cache")
        .Row("datastore_id", (d, f) => d.Store = f, Vocabulary.Text, whenAbsent: "local-lvm", source: "disk.datastore_id");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm", Source)
        .Row("bios", (f, v) => f.Interface = v, PveGuest.Firmwares, whenAbsent: FirmwareInterface.Bios, source: "bios");

    public static readonly BindingTable<GuestFirmware> EfiDisk = new BindingTable<GuestFirmware>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: efi_disk", Source)
        .Row("pre_enrolled_keys", (f, v) => f.SecureBoot = v, TerraformWords.Flag, whenAbsent: false, source: "efi_disk.pre_enrolled_keys");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: tpm_state", Source)
        .Row("version", (t, f) => t.Version = f, PveGuest.TpmVersions, whenAbsent: TpmVersion.V20, source: "tpm_state.version");

    public static readonly BindingTable<MemoryEncryption> Sev = new BindingTable<MemoryEncryption>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: amd_sev", Source)
        .Row("no_debug", (e, f) => e.AllowsDebugging = f, TerraformWords.Opposite, whenAbsent: true, source: "amd_sev.no_debug");

    public static readonly BindingTable<EntropyDevice> Entropy = new BindingTable<EntropyDevice>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: rng", Source)
        .Row("max_bytes", (d, f) => d.Limit = f, Vocabulary.Integer, whenAbsent: 1024, source: "rng.max_bytes");

    public static readonly BindingTable<SideChannel> Clipboard = new BindingTable<SideChannel>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: vga", Source)
        .Row("clipboard", (c, f) => c.IsOpen = f, Vocabulary.Of(("vnc", true)), source: "vga.clipboard");

    public static readonly BindingTable<SharedFolder> Folder = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm: virtiofs", Source)
        .Row("mapping", (s, f) => s.Directory = f, Vocabulary.Text, source: "virtiofs.mapping");

    public static readonly BindingTable<VirtualDevice> Controller = new BindingTable<VirtualDevice>(Platform.ProxmoxVe, "proxmox_virtual_environment_vm", Source)
        .Row("scsi_hardware", (d, f) => d.Family = f, QemuModels.PveScsi, source: "scsi_hardware");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var machine = PveGuest.Add(resource, "name", isContainer: false);
        using (context.Partially(node.Node("clone") is not null))
        {
            Table.Bind(machine, node, context);
            BindHealth(machine, node, context);
            BindResources(machine, node, context);
            BindFirmware(machine, node, context);
        }

        PveGuest.BindLabels(machine, node, "name", context);
        PveGuest.BindSource(machine, node.Node("clone")?.Anchor, context);
        BindDisks(machine, node, context);
        BindCards(machine, node, context);
        BindDevices(machine, node, context);
        PveGuest.BindArguments(machine, node.Find("kvm_arguments"), context);
        PveGuest.BindHook(machine, node, "hook_script_file_id", context);
        foreach (var flag in ArgumentFacts.Words(node.Find("cpu/flags")))
            PveGuest.AddFlag(machine, flag, context);

        if (node.Node("clone") is { } clone && clone.Find("full") is { Value: "false" } && clone.Find("vm_id") is { } template)
            machine.ClonedFrom = ArgumentFacts.Of(clone, template, static id => id, context);
    }

    private static void BindHealth(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (PveGuest.SupportsAgent(machine.OperatingSystem) && node.Node("amd_sev") is null)
            Agent.Bind(machine, node, context);

        // The provider makes the device only where the block says that it is enabled.
        var isEnabled = Facts.Read(node, "watchdog/enabled", TerraformWords.Flag, false, $"{Source}: watchdog.enabled", context);
        if (isEnabled.Is(true) && node.Node("watchdog") is { } watchdog)
            WatchdogDevice.Bind(machine, watchdog, context);
        else
            machine.Watchdog = isEnabled;
    }

    private static void BindResources(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        machine.MaxMemory = ArgumentFacts.Mebibytes(Facts.Read(node, "memory/dedicated", Vocabulary.Integer, 512, $"{Source}: memory.dedicated", context));
        machine.MaxProcessors = ArgumentFacts.Product(
            Facts.Read(node, "cpu/cores", Vocabulary.Integer, 1, $"{Source}: cpu.cores", context),
            Facts.Read(node, "cpu/sockets", Vocabulary.Integer, 1, $"{Source}: cpu.sockets", context));
    }

    private static void BindFirmware(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var firmware = context.Add(new GuestFirmware("firmware", machine.Origin, machine));
        Firmware.Bind(firmware, node, context);
        if (node.Node("efi_disk") is { } variables)
            EfiDisk.Bind(firmware, variables, context);
        else if (firmware.Interface.IsStated && firmware.Interface.Is(FirmwareInterface.Uefi))
            firmware.SecureBoot = Facts.Default(context, false, node.Find("bios")?.KeySpan ?? node.Anchor, $"{Source}: efi_disk", "efi_disk");

        if (node.Node("tpm_state") is { } state)
            Tpm.Bind(context.Add(new VirtualTpm("tpm_state", context.Origin(state.Anchor), machine)), state, context);

        if (node.Node("amd_sev") is { } sev)
            Sev.Bind(context.Add(new MemoryEncryption("amd_sev", context.Origin(sev.Anchor), machine)), sev, context);
    }

    private static void BindDisks(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        Setting? leftOut = null;
        var disks = node.Nodes("disk");
        foreach (var drive in disks)
        {
            var slot = drive.Find("interface");
            var disk = context.Add(new Disk(slot is { Unresolved: null } ? slot.Value : "disk", context.Origin(slot?.ValueSpan ?? drive.Anchor), machine));
            Drive.Bind(disk, drive, context);
            PveGuest.BindVolume(disk, drive, context);
            if (drive.Find("backup") is { Value: "false" } backup)
                leftOut ??= backup;
        }

        if (leftOut is not null && disks.All(static disk => disk.Find("backup") is { Value: "false" }))
            machine.HasDisksInBackup = Fact.Stated(false, context.Origin(leftOut.ValueSpan), leftOut.Value, "backup");

        if (node.Find("cdrom/file_id") is { } medium && medium.Value is not ("none" or "cdrom"))
        {
            var device = context.Add(new VirtualDevice("cdrom", DeviceRole.InsertedMedium, context.Origin(medium.ValueSpan), machine));
            device.IsPresent = ArgumentFacts.Of(node, medium, static _ => true, context);
        }
    }

    private static void BindCards(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var index = 0;
        foreach (var card in node.Nodes("network_device"))
        {
            if (card.Find("enabled") is { Value: "false" })
                continue;

            var nic = context.Add(new NetworkInterface($"net{index}", context.Origin(card.Anchor), machine));
            Card.Bind(nic, card, context);
            nic.Vlans = GuestVlans.Read(PveGuest.VlanOf(card, "vlan_id"), PveGuest.VlanOf(card, "trunks"), context);
            PveGuest.BindCard(machine, nic, card, context);
            if (node.Node("initialization")?.Nodes("ip_config").ElementAtOrDefault(index) is { } address)
                nic.Addresses = StaticAddresses.Of(address, context);

            index++;
        }
    }

    private static void BindDevices(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var pci in node.Nodes("hostpci"))
        {
            if ((pci.Find("mapping") ?? pci.Find("id")) is { } address)
                PveGuest.AddDevice(machine, pci, address, pci.Find("device")?.Value ?? "hostpci", pci.Find("mdev") is null ? HostDeviceClass.Pci : HostDeviceClass.Mediated, context);
        }

        foreach (var usb in node.Nodes("usb"))
        {
            if ((usb.Find("mapping") ?? usb.Find("host")) is { } address)
                PveGuest.AddUsb(machine, usb, address, "usb", context);
        }

        foreach (var serial in node.Nodes("serial_device"))
        {
            if (serial.Find("device") is { Unresolved: null } port && port.Value.StartsWith("/dev/", StringComparison.Ordinal))
                PveGuest.AddDevice(machine, serial, port, "serial_device", HostDeviceClass.SerialPort, context);
        }

        foreach (var share in node.Nodes("virtiofs"))
            Folder.Bind(context.Add(new SharedFolder("virtiofs", context.Origin(share.Find("mapping")?.ValueSpan ?? share.Anchor), machine)), share, context);

        if (node.Node("vga") is { } display)
        {
            if (display.Find("clipboard") is { } clipboard)
                Clipboard.Bind(context.Add(new SideChannel(SideChannelKind.Clipboard, nameof(SideChannelKind.Clipboard), context.Origin(clipboard.ValueSpan), machine)), display, context);

            if (display.Find("type") is { } type)
                context.Add(new VirtualDevice("vga", DeviceRole.Video, context.Origin(display.Anchor), machine)).Family = Facts.Read(display, type, "type", QemuModels.Video, context);
        }

        if (node.Node("rng") is { } rng)
            Entropy.Bind(context.Add(new EntropyDevice("rng", context.Origin(rng.Anchor), machine)), rng, context);

        if (node.Find("scsi_hardware") is { } controller)
            Controller.Bind(context.Add(new VirtualDevice("scsi_hardware", DeviceRole.StorageController, context.Origin(controller.KeySpan), machine)), node, context);
    }
}
