using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds the devices of the host that a domain is given: <c>hostdev</c>, SCSI units, serial and parallel ports.</summary>
internal static class DomainHostDevices
{
    // Raw I/O gives the whole device model CAP_SYS_RAWIO.
    private static readonly Vocabulary<bool> s_noRawIo = Vocabulary.Of(("no", true), ("yes", false));

    private static readonly Vocabulary<bool> s_filtered = Vocabulary.Of(("filtered", true), ("unfiltered", false));

    public static readonly BindingTable<HostDevice> Assigned = new BindingTable<HostDevice>(Platform.Libvirt, "domain: devices/hostdev", "formatdomain.rst")
        .Row("source/@writeFiltering", (d, f) => d.IsFiltered = f, Vocabulary.YesNo, source: "Host device assignment")
        .Row("@rawio", (d, f) => d.IsFiltered = Narrower(d.IsFiltered, f), s_noRawIo, source: "Host device assignment")
        .Row("@sgio", (d, f) => d.IsFiltered = Narrower(d.IsFiltered, f), s_filtered, source: "Host device assignment")
        .Computed("@mode, @type", d => d.Class, "'pci', 'usb', 'scsi', 'scsi_host', 'mdev', 'storage' or 'misc'", source: "Host device assignment")
        .Computed("source/address, source/vendor, source/adapter, source/block, source/char", d => d.Address, "an address or a name", source: "Host device assignment");

    public static readonly BindingTable<HostDevice> ScsiUnits = new BindingTable<HostDevice>(Platform.Libvirt, "domain: devices/disk[@device='lun']", "formatdomain.rst")
        .Row("@rawio", (d, f) => d.IsFiltered = Narrower(d.IsFiltered, f), s_noRawIo, source: "Hard drives, floppy disks, CDROMs")
        .Row("@sgio", (d, f) => d.IsFiltered = Narrower(d.IsFiltered, f), s_filtered, source: "Hard drives, floppy disks, CDROMs");

    /// <summary>Other ways to the host's devices.</summary>
    public static readonly BindingTable<HostDevice> Ports = new BindingTable<HostDevice>(Platform.Libvirt, "domain: devices/disk, devices/redirdev, devices/serial, devices/parallel", "formatdomain.rst")
        .Computed(
            "@device, @type", d => d.Class,
            "disk 'lun'; redirdev 'spicevmc' without a redirfilter; serial and parallel 'dev'",
            source: "Hard drives, floppy disks, CDROMs; USB redirection; Host device proxy")
        .Computed("source/@dev, source/@path", d => d.Address, "a path", source: "Hard drives, floppy disks, CDROMs; Host device proxy");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var element in Devices.Of(domain, "hostdev"))
        {
            if (ClassOf(element) is { } kind)
                Assigned.Bind(Add(machine, kind, element, AddressOf(element), context), element, context);
        }

        // A unit that the network serves is no device of this host.
        foreach (var element in Devices.Of(domain, "disk").Where(static disk => disk.Find("@device")?.Value == "lun"))
        {
            if (element.Find("source/@dev") is { } path)
                ScsiUnits.Bind(Add(machine, HostDeviceClass.Scsi, element, path.AsLiteral(), context), element, context);
        }

        BindRedirection(machine, domain, context);
        BindPorts(machine, domain, "serial", HostDeviceClass.SerialPort, context);
        BindPorts(machine, domain, "parallel", HostDeviceClass.ParallelPort, context);
    }

    /// <summary>What one key leaves unfiltered stays so, whatever another says.</summary>
    private static Fact<bool> Narrower(Fact<bool> known, Fact<bool> next) =>
        next.State is FactState.Absent || known.Is(false) ? known : next;

    /// <summary>One device for the guest, however many ports it has: without a filter, each takes anything.</summary>
    private static void BindRedirection(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        if (Devices.Of(domain, "redirfilter").Any())
            return;

        var type = Devices.Of(domain, "redirdev").Select(static element => element.Find("@type")).FirstOrDefault(static type => type?.Value == "spicevmc");
        if (type is not null)
            Add(machine, HostDeviceClass.Redirected, domain, type.AsLiteral(), context);
    }

    private static void BindPorts(VirtualMachine machine, XmlElement domain, string name, HostDeviceClass kind, BindingContext context)
    {
        foreach (var element in Devices.Of(domain, name).Where(static port => port.Find("@type")?.Value == "dev"))
        {
            if (element.Find("source/@path") is { } path)
                Add(machine, kind, element, path.AsLiteral(), context);
        }
    }

    private static HostDevice Add(VirtualMachine machine, HostDeviceClass kind, XmlElement element, Literal address, BindingContext context)
    {
        var origin = context.Origin(address.Span);
        var device = context.Add(new HostDevice(element.Find("target/@dev")?.Value ?? address.Text, origin, machine));
        device.Class = Fact.Stated(kind, origin, address.Text);
        device.Address = TemplateMarks.Contains(address.Text)
            ? Fact<string>.Unresolved(origin, address.Text, "template", "source")
            : Fact.Stated(address.Text, origin, address.Text, "source");
        return device;
    }

    private static HostDeviceClass? ClassOf(XmlElement element) => (element.Find("@mode")?.Value, element.Find("@type")?.Value) switch
    {
        ("capabilities", "storage") => HostDeviceClass.Disk,
        ("capabilities", "misc") => HostDeviceClass.Node,
        ("capabilities", _) => HostDeviceClass.Pci,
        (_, "pci") => HostDeviceClass.Pci,
        (_, "usb") => HostDeviceClass.Usb,
        // A unit that the network serves is no device of this host.
        (_, "scsi") when element.Find("source/@protocol")?.Value == "iscsi" => null,
        (_, "scsi" or "scsi_host") => HostDeviceClass.Scsi,
        (_, "mdev") => HostDeviceClass.Mediated,
        _ => null,
    };

    /// <summary>The address as the host's tools print it, and the text that states it.</summary>
    private static Literal AddressOf(XmlElement element)
    {
        var source = element.Element("source");
        if (source is null)
            return new(element.Find("@type")?.Value ?? "", element.NameSpan);

        if (source.Element("vendor") is { } vendor && vendor.Attribute("id") is { } vendorId)
            return new(Hex(vendorId.Value) + ":" + Hex(source.Find("product/@id")?.Value), vendorId.ValueSpan);

        var leaf = source.Element("address") ?? source.Element("adapter") ?? source.Children.FirstOrDefault() ?? source;
        if (leaf.Attributes.Count == 0)
            return new(leaf.Text, leaf.TextSpan);

        string? Part(string name) => leaf.Attribute(name)?.Value;
        var text = leaf.Name == "address" && Part("slot") is { } slot
            ? $"{Pad(Part("domain") ?? "0", 4)}:{Pad(Part("bus"), 2)}:{Pad(slot, 2)}.{Pad(Part("function"), 1)}"
            : leaf.Name == "address" && Part("device") is { } device ? $"{Part("bus")}.{device}"
            : Part("uuid") ?? source.Find("adapter/@name")?.Value ?? Part("name") ?? Part("wwpn") ?? leaf.Attributes[0].Value;
        var attributes = leaf.Attributes;
        return new(text, attributes.Count == 1
            ? attributes[0].ValueSpan
            : TextSpan.FromBounds(attributes.Min(static attribute => attribute.NameSpan.Start), attributes.Max(static attribute => attribute.FullSpan.End)));
    }

    /// <summary>A number as addresses print it: hexadecimal, whether it was written so or not.</summary>
    private static string Pad(string? number, int width)
    {
        var text = Hex(number);
        if (text == number && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            text = value.ToString("x", CultureInfo.InvariantCulture);

        return text.PadLeft(width, '0');
    }

    private static string Hex(string? number)
    {
        var text = number ?? "";
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2).ToLowerInvariant() : text;
    }
}
