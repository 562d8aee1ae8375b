using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Qemu;
using VirtLint.Formats.Terraform.Proxmox;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>Binds what the builders of Proxmox VE give their guest, and so every guest that is cloned from it.</summary>
/// <remarks>
/// packer-plugin-proxmox, builder/proxmox/common: Config. The adapters are those of the build: the firewall of the cluster
/// leaves templates out, and a clone is put on a network of its own.
/// </remarks>
internal static class ProxmoxGuest
{
    private const string Place = "proxmox-iso, proxmox-clone";

    private const string Source = "packer-plugin-proxmox, common.Config";

    private static readonly BindingTable<VirtualMachine> s_guest = new BindingTable<VirtualMachine>(Platform.Packer, Place, Source)
        .Row("cpu_type", (m, f) => m.CpuModel = f, Vocabulary.Text)
        .Row("disable_kvm", (m, f) => m.Acceleration = f, Vocabulary.Of(("true", Acceleration.Software), ("false", Acceleration.Hardware)))
        .Computed("os", m => m.OperatingSystem, "a word such as 'l26' or 'win11'")
        .Computed("template_name, vm_name", m => m.IsCalledTemplate, "a word such as 'template'")
        .Computed("skip_convert_to_template", m => m.IsTemplate, "'true' or 'false'", "a template")
        .Computed("tags", m => m.Tags, "words, with semicolons between them");

    private static readonly BindingTable<GuestFirmware> s_firmware = new BindingTable<GuestFirmware>(Platform.Packer, Place, Source)
        .Row("bios", (f, v) => f.Interface = v, PveGuest.Firmwares);

    private static readonly BindingTable<GuestFirmware> s_variables = new BindingTable<GuestFirmware>(Platform.Packer, "proxmox-iso, proxmox-clone: efi_config", Source)
        .Row("pre_enrolled_keys", (f, v) => f.SecureBoot = v, PackerWords.Flag, whenAbsent: false, source: "efiConfig");

    private static readonly BindingTable<VirtualTpm> s_tpm = new BindingTable<VirtualTpm>(Platform.Packer, "proxmox-iso, proxmox-clone: tpm_config", Source)
        .Row("tpm_version", (t, f) => t.Version = f, PveGuest.TpmVersions, whenAbsent: TpmVersion.V20, source: "tpmConfig");

    private static readonly BindingTable<EntropyDevice> s_entropy = new BindingTable<EntropyDevice>(Platform.Packer, "proxmox-iso, proxmox-clone: rng0", Source)
        .Row("max_bytes", (d, f) => d.Limit = f, Vocabulary.Integer, source: "rng0Config");

    private static readonly BindingTable<Disk> s_disk = new BindingTable<Disk>(Platform.Packer, "proxmox-iso, proxmox-clone: disks", Source)
        .Row("cache_mode", (d, f) => d.Cache = f, PveGuest.Caches, whenAbsent: DiskCache.None, source: "diskConfig")
        .Computed("(disk)", d => d.Use, "a hard disk");

    private static readonly BindingTable<VirtualDevice> s_card = new BindingTable<VirtualDevice>(Platform.Packer, "proxmox-iso, proxmox-clone: network_adapters", Source)
        .Row("model", (d, f) => d.Family = f, QemuModels.NetworkCards, source: "NICConfig");

    private static readonly BindingTable<VirtualDevice> s_controller = new BindingTable<VirtualDevice>(Platform.Packer, Place, Source)
        .Row("scsi_controller", (d, f) => d.Family = f, QemuModels.PveScsi);

    private static readonly BindingTable<VirtualDevice> s_display = new BindingTable<VirtualDevice>(Platform.Packer, "proxmox-iso, proxmox-clone: vga", Source)
        .Row("type", (d, f) => d.Family = f, QemuModels.Video, source: "vgaConfig");

    private static readonly BindingTable<HostDevice> s_devices = new BindingTable<HostDevice>(Platform.Packer, Place, Source)
        .Computed("pci_devices: host, mapping", d => d.Address, "an address, or the name of a mapping", source: "pciDeviceConfig")
        .Computed("serials", d => d.Address, "a device file of the host")
        .Computed("pci_devices: mdev", d => d.Class, "what one of several guests gets of a device", source: "pciDeviceConfig");

    public static IEnumerable<IBindingTable> Tables => [s_guest, s_firmware, s_variables, s_tpm, s_entropy, s_disk, s_card, s_controller, s_display, s_devices];

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        var (node, context) = (build.Node, build.Context);
        s_guest.Bind(machine, node, context);
        machine.OperatingSystem = build.System("os", PveGuest.Systems);
        machine.IsTemplate = build.EndsAsTemplate;
        if ((node.Find("template_name") ?? node.Find("vm_name")) is { Unresolved: null } name)
            new GuestLabels(machine, context).Name(name.AsLiteral());

        if (node.Find("tags") is { Value.Length: > 0 } tags)
            machine.Tags = Facts.Of(node, tags, static words => words, context);

        if ((node.Find("bios")?.KeySpan ?? node.Node("efi_config")?.Anchor) is { } place)
            BindFirmware(new GuestFirmware("firmware", context.Origin(place), machine), node, context);

        if (node.Node("tpm_config") is { } tpm)
            s_tpm.Bind(context.Add(new VirtualTpm("tpm_config", context.Origin(tpm.Anchor), machine)), tpm, context);

        if (node.Node("rng0") is { } generator)
            s_entropy.Bind(context.Add(new EntropyDevice("rng0", context.Origin(generator.Anchor), machine)), generator, context);

        foreach (var drive in node.Nodes("disks"))
        {
            var disk = context.Add(new Disk("disks", context.Origin(drive.Anchor), machine));
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
            s_disk.Bind(disk, drive, context);
        }

        BindDevices(machine, node, context);
    }

    private static void BindFirmware(GuestFirmware firmware, ConfigNode node, BindingContext context)
    {
        s_firmware.Bind(context.Add(firmware), node, context);
        if (node.Node("efi_config") is { } variables)
            s_variables.Bind(firmware, variables, context);
    }

    private static void BindDevices(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var card in node.Nodes("network_adapters"))
            s_card.Bind(context.Add(new VirtualDevice("network_adapters", DeviceRole.NetworkCard, context.Origin(card.Anchor), machine)), card, context);

        if (node.Find("scsi_controller") is { } controller)
            s_controller.Bind(context.Add(new VirtualDevice("scsi_controller", DeviceRole.StorageController, context.Origin(controller.KeySpan), machine)), node, context);

        if (node.Node("vga") is { } display)
            s_display.Bind(context.Add(new VirtualDevice("vga", DeviceRole.Video, context.Origin(display.Anchor), machine)), display, context);

        foreach (var device in node.Nodes("pci_devices"))
        {
            if ((device.Find("mapping") ?? device.Find("host")) is { } address)
                PveGuest.AddDevice(machine, device, address, "pci_devices", device.Find("mdev") is null ? HostDeviceClass.Pci : HostDeviceClass.Mediated, context);
        }

        foreach (var port in node.Texts("serials"))
        {
            if (!port.Text.StartsWith("/dev/", StringComparison.Ordinal) || TemplateMarks.Contains(port.Text))
                continue;

            var device = context.Add(new HostDevice("serials", context.Origin(port.Span), machine));
            device.Class = Fact.Stated(HostDeviceClass.SerialPort, device.Origin, port.Text, "serials");
            device.Address = Fact.Stated(port.Text, device.Origin, port.Text, "serials");
        }
    }
}
