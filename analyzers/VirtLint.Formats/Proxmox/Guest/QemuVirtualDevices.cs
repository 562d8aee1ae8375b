using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds the models of emulated devices, and media that are still in their drive.</summary>
internal static class QemuVirtualDevices
{
    private static readonly HashSet<string> s_cards = new(StringComparer.Ordinal)
    {
        // qm.conf(5), net[n]: model
        "e1000", "e1000-82540em", "e1000-82544gc", "e1000-82545em", "e1000e", "i82551", "i82557b", "i82559er",
        "ne2k_isa", "ne2k_pci", "pcnet", "rtl8139", "virtio", "vmxnet3",
    };

    public static readonly BindingTable<VirtualDevice> Video = new BindingTable<VirtualDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf: vga", "qm.conf(5)")
        .Row("type", (d, f) => d.Family = f, QemuModels.Video, source: "vga");

    public static readonly BindingTable<VirtualDevice> Controller = new BindingTable<VirtualDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf", "qm.conf(5)")
        .Row("scsihw", (d, f) => d.Family = f, QemuModels.PveScsi, source: "scsihw");

    public static readonly BindingTable<VirtualDevice> Cards = new BindingTable<VirtualDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf: netN", "qm.conf(5)")
        .Computed("model", d => d.Family, "a device model, also as a key with the MAC address", source: "net[n]");

    public static readonly BindingTable<VirtualDevice> Media = new BindingTable<VirtualDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf: ideN, sataN, scsiN", "qm.conf(5)")
        .Computed("file, media", d => d.IsPresent, "an image in a drive of media 'cdrom'", source: "ide[n]");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        foreach (var setting in settings.Settings)
        {
            if (NumberedKey.Is(setting.Key, "net"))
                AddCard(machine, setting, context);
            else if (NumberedKey.Is(setting.Key, "ide") || NumberedKey.Is(setting.Key, "sata") || NumberedKey.Is(setting.Key, "scsi"))
                AddMedium(machine, setting, context);
        }

        if (settings.Find("vga") is { } vga)
            Video.Bind(context.Add(new VirtualDevice("vga", DeviceRole.Video, context.Origin(vga.KeySpan), machine)), PropertyString.Parse(vga, "type"), context);

        if (settings.Find("scsihw") is { } controller)
            Controller.Bind(context.Add(new VirtualDevice("scsihw", DeviceRole.StorageController, context.Origin(controller.KeySpan), machine)), settings, context);
    }

    /// <summary>The model stands before its MAC address (<c>virtio=BC:24:11:…</c>), bare, or behind <c>model=</c>.</summary>
    private static void AddCard(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var device = context.Add(new VirtualDevice(setting.Key, DeviceRole.NetworkCard, context.Origin(setting.KeySpan), machine));
        foreach (var part in PropertyString.Parse(setting, "model").Settings)
        {
            var isModel = part.Key == "model";
            var model = isModel ? part.Value : part.Key;
            if (!s_cards.Contains(model))
                continue;

            QemuModels.NetworkCards.TryRead(model, out var family);
            device.Family = Fact.Stated(family, context.Origin(isModel ? part.ValueSpan : part.KeySpan), model, "model");
            return;
        }
    }

    /// <summary>An image in a CD drive; neither an empty drive, nor the host's own, nor the one that cloud-init reads.</summary>
    private static void AddMedium(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var drive = PropertyString.Parse(setting, "file");
        if (drive.Find("media") is not { Value: "cdrom" } || drive.Find("file") is not { } file || TemplateMarks.Contains(file.Value))
            return;

        if (file.Value is "none" or "cdrom" || file.Value.IndexOf("cloudinit", StringComparison.Ordinal) >= 0)
            return;

        var device = context.Add(new VirtualDevice(setting.Key, DeviceRole.InsertedMedium, context.Origin(setting.KeySpan), machine));
        device.IsPresent = Fact.Stated(true, context.Origin(file.ValueSpan), file.Value, setting.Key);
    }
}
