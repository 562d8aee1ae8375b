using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Xl;

namespace VirtLint.Formats.Xen;

/// <summary>Binds disks, adapters and devices of the host.</summary>
internal static class XenDevices
{
    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.Xen, "xl.cfg: disk", "xl-disk-configuration(5)")
        .Row("target", (d, f) => d.Source = f, Vocabulary.Text, source: "target")
        .Row("access", (d, f) => d.IsReadOnly = f, Vocabulary.Of(("ro", true), ("r", true), ("rw", false), ("w", false), ("w!", false)), whenAbsent: false, source: "access")
        .Row(
            "format",
            (d, f) => d.Format = f,
            Vocabulary.Of(("raw", DiskFormat.Raw), ("qcow2", DiskFormat.Qcow2), ("vhd", DiskFormat.Vhd), ("qcow", DiskFormat.Qcow), ("qed", DiskFormat.Qed)),
            whenAbsent: DiskFormat.Raw,
            source: "format")
        .Computed("devtype", d => d.Use, "'cdrom', or a disk", whenAbsent: "a disk", source: "devtype")
        .Computed("target", d => d.Location, "a path of the host", source: "target")
        .Computed("access", d => d.IsShared, "'w!', which xm had for a disk that several write to", source: "access");

    public static readonly BindingTable<NetworkInterface> Cards = new BindingTable<NetworkInterface>(Platform.Xen, "xl.cfg: vif", "xl-network-configuration(5)")
        .Row("mac", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "mac")
        .Row("bridge", (n, f) => n.Network = f, Vocabulary.Text, whenAbsent: "xenbr0", source: "bridge")
        .Row("ip", (n, f) => n.Filter = f, Vocabulary.Text, source: "ip")
        .Computed("script", n => n.Attachment, "a bridge, where no other script is named", whenAbsent: "a bridge", source: "script")
        .Computed("script", n => n.ManagedElsewhere, "a script of another kind", source: "script");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.Xen, "xl.cfg: pci, usbdev, ioports, iomem, irqs", "xl-pci-configuration(5)")
        .Computed("pci, usbdev, ioports, iomem, irqs", d => d.Address, "a bus address, a range of ports, pages or interrupts", source: "DESCRIPTION")
        .Computed("pci, usbdev, ioports, iomem, irqs", d => d.Class, "PCI, USB, or raw access to hardware", source: "DESCRIPTION")
        .Computed("permissive", d => d.IsFiltered, "'permissive=1'; ports, memory and interrupts always", whenAbsent: "filtered", source: "permissive");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.Xen, "xl.cfg: p9", "xl.cfg(5)")
        .Row("path", (s, f) => s.HostPath = f, Vocabulary.Text, source: "p9");

    public static readonly BindingTable<RawArgument> Arguments = new BindingTable<RawArgument>(Platform.Xen, "xl.cfg", "xl.cfg(5)")
        .Computed("device_model_args, device_model_args_hvm, device_model_args_pv", r => r.Effect, "what each option of QEMU does", source: "device_model_args")
        .Computed("device_model_args, device_model_args_hvm, device_model_args_pv", r => r.Listens, "the address of a monitor, console or debugger", source: "device_model_args");

    private static readonly string[] s_rawAccess = ["ioports", "iomem", "irqs"];

    public static void Bind(VirtualMachine machine, XlScope root, bool isHvm, BindingContext context)
    {
        foreach (var disk in root.Items("disk"))
            BindDisk(machine, disk, context);

        foreach (var card in root.Items("vif"))
            BindCard(machine, card, context);

        var isPermissive = root.Find("pci_permissive")?.Value is "1";
        foreach (var device in root.Items("pci"))
            BindPci(machine, device, isPermissive, context);

        foreach (var device in root.Items("usbdev"))
        {
            var spec = XlSpec.Parse(device, null, "type");
            if (spec.Find("hostaddr") is not null || spec.Find("hostbus") is not null)
                Add(machine, device, device.Text, HostDeviceClass.Usb, "usbdev", context);
        }

        foreach (var device in root.Items("usbdevice"))
        {
            if (device.Text.StartsWith("host:", StringComparison.Ordinal))
                Add(machine, device, device.Text.Substring("host:".Length), HostDeviceClass.Usb, "usbdevice", context);
        }

        foreach (var key in s_rawAccess)
        {
            if (root.Find(key) is { IsList: false, IsQuoted: false })
                continue;

            foreach (var range in root.Items(key))
            {
                var device = Add(machine, range, $"{key} {range.Text}", HostDeviceClass.Node, key, context);
                device.IsFiltered = device.Address.Select(static _ => false);
            }
        }

        foreach (var folder in root.Items("p9"))
        {
            var spec = XlSpec.Parse(folder, null);
            Folders.Bind(context.Add(new SharedFolder(spec.Find("tag")?.Value ?? "p9", context.Origin(folder.Span), machine)), spec, context);
        }

        foreach (var key in (string[])["device_model_args", "device_model_args_hvm", "device_model_args_pv"])
        {
            if (root.Find(key) is { IsList: true, Items.IsEmpty: false } arguments)
                QemuRawArguments.Bind(machine, QemuArguments.Parse(arguments.Items), key, context);
        }
    }

    private static void BindDisk(VirtualMachine machine, Literal literal, BindingContext context)
    {
        var spec = XlSpec.Parse(literal, "target", "target", "format", "vdev", "access");
        var name = spec.Find("vdev");
        var disk = context.Add(new Disk(name?.Value.Split(':')[0] ?? literal.Text, context.Origin(name?.ValueSpan ?? literal.Span), machine));

        // xend's spelling, which is still taken: phy:PATH,VDEV,MODE
        var isOld = literal.Text.IndexOf(':') is > 0 and var colon && literal.Text.IndexOf(',') > colon && literal.Text.IndexOf('=') < 0 && literal.Text.Substring(0, colon) is "phy" or "file" or "tap" or "tap2" or "aio" or "qcow2";
        if (isOld)
            spec = XlSpec.Parse(literal, null, "target", "vdev", "access");

        Disks.Bind(disk, spec, context);
        if (isOld)
        {
            disk.Source = disk.Source.Select(static target => target.Substring(target.LastIndexOf(':') + 1));
            disk.Format = Fact<DiskFormat>.Absent;
        }

        var isOptical = spec.Find("devtype")?.Value == "cdrom" || spec.Find("cdrom") is not null || name?.Value.EndsWith(":cdrom", StringComparison.Ordinal) == true
            || spec.Find("vdev")?.Value.EndsWith(":cdrom", StringComparison.Ordinal) == true;
        disk.Use = Fact.Stated(isOptical ? DiskUse.Optical : DiskUse.Disk, disk.Origin, literal.Text, "devtype");
        if (disk.Source.IsStated && disk.Source.Value.StartsWith("/", StringComparison.Ordinal))
            disk.Location = disk.Source;

        if (spec.Find("access")?.Value == "w!")
            disk.IsShared = disk.IsReadOnly.Select(static _ => true);
    }

    private static void BindCard(VirtualMachine machine, Literal literal, BindingContext context)
    {
        var spec = XlSpec.Parse(literal, null);
        var card = context.Add(new NetworkInterface("vif", context.Origin(literal.Span), machine));
        Cards.Bind(card, spec, context);
        var script = spec.Find("script");
        if (script is null || script.Value.EndsWith("vif-bridge", StringComparison.Ordinal))
            card.Attachment = Fact.Default(NetworkAttachment.Bridge, context.Origin(literal.Span), "xl-network-configuration(5): script");
        else
            card.ManagedElsewhere = Fact.Stated(true, context.Origin(script.ValueSpan), script.Value, script.Key);
    }

    private static void BindPci(VirtualMachine machine, Literal literal, bool isPermissive, BindingContext context)
    {
        var spec = XlSpec.Parse(literal, null, "bdf");
        var address = spec.Find("bdf");
        var device = Add(machine, address?.AsLiteral() ?? literal, (address?.Value ?? literal.Text).Split('@')[0], HostDeviceClass.Pci, "pci", context);
        if (spec.Find("permissive") is { } permissive)
            device.IsFiltered = Facts.Read(spec, permissive, permissive.Key, XenWords.Opposite, context);
        else if (isPermissive)
            device.IsFiltered = device.Address.Select(static _ => false);
    }

    private static HostDevice Add(VirtualMachine machine, Literal place, string address, HostDeviceClass kind, string key, BindingContext context)
    {
        var origin = context.Origin(place.Span);
        var device = context.Add(new HostDevice(address, origin, machine));
        device.Class = Fact.Stated(kind, origin, place.Text, key);
        device.Address = TemplateMarks.Contains(place.Text) ? Fact<string>.Unresolved(origin, place.Text, "template", key) : Fact.Stated(address, origin, place.Text, key);
        return device;
    }
}
