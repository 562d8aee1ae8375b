using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>proxmox_vm_qemu</c> of the provider Telmate/proxmox, in the schemas of its releases 2 and 3.</summary>
/// <remarks>
/// docs/resources/vm_qemu.md. Release 2 states processor and disks flat (<c>cpu = "host"</c>, <c>disk { type = "scsi" }</c>),
/// so a default of release 3 counts only where release 2 has the same. What a clone does not state it may have from its source.
/// </remarks>
internal static class VmQemuResource
{
    private const string Source = "Telmate/proxmox: proxmox_vm_qemu";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_vm_qemu", Source)
        .Row("target_node", (m, f) => m.Host = f, Vocabulary.Text, source: "target_node")
        .Row("start_at_node_boot", (m, f) => m.StartsWithHost = f, TerraformWords.Flag, source: "start_at_node_boot")
        .Row("protection", (m, f) => m.IsDeleteProtected = f, TerraformWords.Flag, whenAbsent: false, source: "protection")
        .Row("pool", (m, f) => m.Pool = f, Vocabulary.Text, source: "pool")
        .Row("qemu_os", (m, f) => m.OperatingSystem = f, PveGuest.Systems, source: "qemu_os")
        .Row("smbios/uuid", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "smbios.uuid")
        .Computed("disk/backup", m => m.HasDisksInBackup, "'false' on every disk", source: "disk.backup")
        .Row("cipassword", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "cipassword");

    public static readonly BindingTable<VirtualMachine> Agent = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_vm_qemu", Source)
        .Row("agent", (m, f) => m.GuestAgent = f, Vocabulary.Of(("1", true), ("0", false), ("true", true), ("false", false)), whenAbsent: false, source: "agent");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "proxmox_vm_qemu: network", Source)
        .Row("bridge", (n, f) => n.Network = f, Vocabulary.Text, source: "network.bridge")
        .Row("firewall", (n, f) => n.Firewalled = f, TerraformWords.Flag, whenAbsent: false, source: "network.firewall")
        .Row("link_down", (n, f) => n.Connected = f, TerraformWords.Opposite, whenAbsent: true, source: "network.link_down")
        .Row("macaddr", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "network.macaddr");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.ProxmoxVe, "proxmox_vm_qemu: disk", Source)
        .Row("cache", (d, f) => d.Cache = f, PveGuest.Caches, source: "disk.cache")
        .Row("readonly", (d, f) => d.IsReadOnly = f, TerraformWords.Flag, source: "disk.readonly")
        .Row("storage", (d, f) => d.Store = f, Vocabulary.Text, source: "disk.storage");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.ProxmoxVe, "proxmox_vm_qemu", Source)
        .Row("bios", (f, v) => f.Interface = v, PveGuest.Firmwares, whenAbsent: FirmwareInterface.Bios, source: "bios");

    public static readonly BindingTable<GuestFirmware> EfiDisk = new BindingTable<GuestFirmware>(Platform.ProxmoxVe, "proxmox_vm_qemu: efidisk", Source)
        .Row("pre_enrolled_keys", (f, v) => f.SecureBoot = v, TerraformWords.Flag, whenAbsent: false, source: "efidisk.pre_enrolled_keys");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.ProxmoxVe, "proxmox_vm_qemu: tpm_state", Source)
        .Row("version", (t, f) => t.Version = f, PveGuest.TpmVersions, whenAbsent: TpmVersion.V20, source: "tpm_state.version");

    public static readonly BindingTable<EntropyDevice> Entropy = new BindingTable<EntropyDevice>(Platform.ProxmoxVe, "proxmox_vm_qemu: rng", Source)
        .Row("limit", (d, f) => d.Limit = f, Vocabulary.Integer, whenAbsent: 1024, source: "rng.limit");

    public static readonly BindingTable<CpuFeature> Flags = new BindingTable<CpuFeature>(Platform.ProxmoxVe, "proxmox_vm_qemu: cpu/flags", Source)
        .Computed("md_clear, spec_ctrl, ssbd, …", c => c.Policy, "'on' or 'off'", source: "cpu.flags");

    private static readonly string[] s_buses = ["scsi", "virtio", "sata", "ide"];

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var machine = PveGuest.Add(resource, "name", isContainer: false);
        using (context.Partially(node.Find("clone") is not null || node.Find("clone_id") is not null))
        {
            Table.Bind(machine, node, context);
            if (PveGuest.SupportsAgent(machine.OperatingSystem))
                Agent.Bind(machine, node, context);

            BindProcessor(machine, node, context);
            BindFirmware(machine, node, context);
        }

        PveGuest.BindLabels(machine, node, "name", context);
        if (!machine.Notes.IsKnown && node.Find("desc") is { } notes)
            machine.Notes = Facts.Read(node, notes, "desc", Vocabulary.Text, context);

        PveGuest.BindSource(machine, (node.Find("clone") ?? node.Find("clone_id"))?.KeySpan, context);

        BindDisks(machine, node, context);
        BindCards(machine, node, context);
        BindDevices(machine, node, context);
        PveGuest.BindArguments(machine, node.Find("args"), context);
        PveGuest.BindHook(machine, node, "hookscript", context);
        PveGuest.BindAvailability(machine, node, context);
        BindFlags(machine, node, context);
        if (node.Find("full_clone") is { Value: "false" } && (node.Find("clone") ?? node.Find("clone_id")) is { } template)
            machine.ClonedFrom = ArgumentFacts.Of(node, template, static name => name, context);
    }

    private static void BindProcessor(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (node.Node("cpu") is { } cpu)
        {
            machine.CpuModel = Facts.Read(cpu, "type", Vocabulary.Text, "host", $"{Source}: cpu.type", context);
            machine.MaxProcessors = ArgumentFacts.Product(
                Facts.Read(cpu, "cores", Vocabulary.Integer, 1, $"{Source}: cpu.cores", context),
                Facts.Read(cpu, "sockets", Vocabulary.Integer, 1, $"{Source}: cpu.sockets", context));
        }
        else
        {
            machine.CpuModel = Facts.Read(node, node.Find("cpu_type") is null ? "cpu" : "cpu_type", Vocabulary.Text, "host", $"{Source}: cpu", context);
            machine.MaxProcessors = ArgumentFacts.Product(
                Facts.Read(node, "cores", Vocabulary.Integer, 1, $"{Source}: cores", context),
                Facts.Read(node, "sockets", Vocabulary.Integer, 1, $"{Source}: sockets", context));
        }

        machine.MaxMemory = ArgumentFacts.Mebibytes(Facts.Read(node, "memory", Vocabulary.Integer, 512, $"{Source}: memory", context));
    }

    /// <summary>Flags by name, with underscores for what the platform writes with hyphens.</summary>
    private static void BindFlags(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (node.Node("cpu")?.Node("flags") is not { } flags)
            return;

        foreach (var name in flags.Names)
        {
            if (flags.Find(name) is { Unresolved: null, Value: "on" or "off" } flag)
                PveGuest.AddFlag(machine, new Literal((flag.Value == "on" ? "+" : "-") + name.Replace('_', '-'), flag.ValueSpan), context);
        }
    }

    private static void BindFirmware(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var firmware = context.Add(new GuestFirmware("firmware", machine.Origin, machine));
        Firmware.Bind(firmware, node, context);
        if (node.Node("efidisk") is { } variables)
            EfiDisk.Bind(firmware, variables, context);

        if (node.Node("tpm_state") is { } state)
            Tpm.Bind(context.Add(new VirtualTpm("tpm_state", context.Origin(state.Anchor), machine)), state, context);
    }

    /// <summary>Disks stand in blocks of their own, or in one for each slot: <c>disks { scsi { scsi0 { disk { … } } } }</c>.</summary>
    private static void BindDisks(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var drive in node.Nodes("disk"))
        {
            var slot = drive.Find("slot");
            if (drive.Find("type") is not { Value: "cdrom" or "cloudinit" or "ignore" })
                BindDisk(machine, drive, slot is { Unresolved: null } ? slot.Value : "disk", slot?.ValueSpan ?? drive.Anchor, context);
        }

        BindBackups(machine, [.. node.Nodes("disk").Where(static drive => drive.Find("type") is not { Value: "cdrom" or "cloudinit" or "ignore" })], context);
        if (node.Node("disks") is not { } slots)
            return;

        foreach (var bus in s_buses)
        {
            foreach (var number in Enumerable.Range(0, 31))
            {
                var slot = $"{bus}{number}";
                if (slots.Node(bus)?.Node(slot)?.Node("disk") is { } drive)
                    BindDisk(machine, drive, slot, drive.Anchor, context);
            }
        }
    }

    private static void BindBackups(VirtualMachine machine, IReadOnlyList<ConfigNode> drives, BindingContext context)
    {
        if (drives.Count > 0 && drives.All(static drive => drive.Find("backup") is { Value: "false" }) && drives[0].Find("backup") is { } backup)
            machine.HasDisksInBackup = Fact.Stated(false, context.Origin(backup.ValueSpan), backup.Value, "backup");
    }

    private static void BindDisk(VirtualMachine machine, ConfigNode drive, string name, Microsoft.CodeAnalysis.Text.TextSpan place, BindingContext context)
    {
        var disk = context.Add(new Disk(name, context.Origin(place), machine));
        Drive.Bind(disk, drive, context);
        PveGuest.BindVolume(disk, drive, context);
    }

    private static void BindCards(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var index = 0;
        foreach (var card in node.Nodes("network"))
        {
            var nic = context.Add(new NetworkInterface($"net{(card.Find("id") is { Unresolved: null } id ? id.Value : index.ToString(System.Globalization.CultureInfo.InvariantCulture))}", context.Origin(card.Anchor), machine));
            Card.Bind(nic, card, context);
            nic.Vlans = GuestVlans.Read(PveGuest.VlanOf(card, "tag"), null, context);
            PveGuest.BindCard(machine, nic, card, context);
            if (node.Find($"ipconfig{index}") is { Unresolved: null } address)
                nic.Addresses = Addresses(address, context);

            index++;
        }
    }

    /// <summary>A text such as <c>ip=192.0.2.5/24,gw=192.0.2.1</c>.</summary>
    private static List<Fact<string>> Addresses(Setting setting, BindingContext context)
    {
        var addresses = new List<Fact<string>>();
        foreach (var part in setting.Value.Split(','))
        {
            var equals = part.IndexOf('=');
            if (equals > 0 && part.Substring(0, equals).Trim() is "ip" or "ip6")
                StaticAddresses.Add(addresses, new Setting(setting.Key, setting.KeySpan, part.Substring(equals + 1).Trim(), setting.ValueSpan, setting.FullSpan), context);
        }

        return addresses;
    }

    private static void BindDevices(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var block in (string[])["pci", "hostpci"])
        {
            foreach (var pci in node.Nodes(block))
            {
                if ((pci.Find("mapping_id") ?? pci.Find("raw_id") ?? pci.Find("host")) is { } address)
                    PveGuest.AddDevice(machine, pci, address, block, pci.Find("mdev") is null ? HostDeviceClass.Pci : HostDeviceClass.Mediated, context);
            }
        }

        foreach (var usb in node.Nodes("usb"))
        {
            if ((usb.Find("mapping_id") ?? usb.Find("device_id") ?? usb.Find("port_id") ?? usb.Find("host")) is { } address)
                PveGuest.AddUsb(machine, usb, address, "usb", context);
        }

        foreach (var serial in node.Nodes("serial"))
        {
            if (serial.Find("type") is { Unresolved: null } port && port.Value.StartsWith("/dev/", StringComparison.Ordinal))
                PveGuest.AddDevice(machine, serial, port, "serial", HostDeviceClass.SerialPort, context);
        }

        if (node.Node("rng") is { } rng)
            Entropy.Bind(context.Add(new EntropyDevice("rng", context.Origin(rng.Anchor), machine)), rng, context);

        if (node.Node("vga") is { } display && display.Find("type") is { } type)
            context.Add(new VirtualDevice("vga", DeviceRole.Video, context.Origin(display.Anchor), machine)).Family = Facts.Read(display, type, "type", QemuModels.Video, context);

        if (node.Find("scsihw") is { } controller)
            context.Add(new VirtualDevice("scsihw", DeviceRole.StorageController, context.Origin(controller.KeySpan), machine)).Family = Facts.Read(node, controller, "scsihw", QemuModels.PveScsi, context);
    }
}
