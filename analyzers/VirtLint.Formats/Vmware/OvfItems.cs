using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds the devices of a virtual system: <c>Item</c>, <c>StorageItem</c> and <c>EthernetPortItem</c>.</summary>
/// <remarks>Items of every deployment option count: which one is taken is the deployer's choice.</remarks>
internal sealed class OvfItems(XmlElement envelope, XmlElement section, VirtualMachine machine, BindingContext context)
{
    private const string Place = "*.ovf: Item";
    private const string Types = "vmware, govmomi, ovf/cim.go";

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.Vmware, Place, Types)
        .Computed("ResourceType", d => d.Use, "'17' for a disk, '15' and '16' for CD and DVD")
        .Computed("HostResource", d => d.Source, "ovf:/disk/ID or ovf:/file/ID")
        .Computed("HostResource", d => d.Format, "of hardware that VMware alone has: what the disk's '@format' or the file's name says");

    public static readonly BindingTable<NetworkInterface> Adapters = new BindingTable<NetworkInterface>(Platform.Vmware, "*.ovf: Item 10", Types)
        .Row("Connection/text()", (n, f) => n.Network = f, Vocabulary.Text, source: OvfFormat.Specification)
        .Row("AutomaticAllocation/text()", (n, f) => n.Connected = f, OvfWords.Boolean, source: OvfFormat.Specification)
        .Computed("Connection, ResourceSubType", n => n.Attachment, "a network, or 'SriovEthernetCard'");

    public static readonly BindingTable<HostDevice> PassedThrough = new BindingTable<HostDevice>(Platform.Vmware, "*.ovf: Item 1", "vmware, govmomi, ovf/configspec.go")
        .Row("ElementName/text()", (d, f) => d.Address = f, Vocabulary.Text)
        .Computed("ResourceSubType", d => d.Class, "'vmware.pci.passthrough' and what follows it");

    public static readonly BindingTable<VirtualDevice> Devices = new BindingTable<VirtualDevice>(Platform.Vmware, "*.ovf: Item 14, 22", Types)
        .Row("AutomaticAllocation/text()", (d, f) => d.IsPresent = f, OvfWords.Boolean, source: OvfFormat.Specification);

    public static readonly BindingTable<VirtualDevice> Models = new BindingTable<VirtualDevice>(Platform.Vmware, "*.ovf: Item 6, 10", Types)
        .Computed("ResourceSubType", d => d.Family, "a word that starts with 'virtio', of hardware that VMware alone has", source: OvfFormat.Specification);

    private readonly OvfHardware _hardware = new(section);
    private readonly Dictionary<string, string> _files = Attributes(envelope.Elements("References"), "File", "id", "href");
    private readonly Dictionary<string, string> _disks = Attributes(OvfFormat.Sections(envelope, "DiskSection"), "Disk", "diskId", "fileRef");

    public void Bind()
    {
        foreach (var item in section.Children)
        {
            if (item.Name is "Item" or "StorageItem" or "EthernetPortItem")
                BindItem(item);
        }
    }

    private void BindItem(XmlElement item)
    {
        var subtype = item.Element("ResourceSubType")?.Text ?? "";
        switch (item.Element("ResourceType")?.Text)
        {
            case "17" or "15" or "16":
                AddDisk(item, item.Element("ResourceType")?.Text is "17" ? DiskUse.Disk : DiskUse.Optical);
                break;
            case "6":
                CheckModel(item, DeviceRole.StorageController);
                break;
            case "10":
                AddAdapter(item, subtype);
                break;
            case "14":
                Devices.Bind(context.Add(new VirtualDevice(NameOf(item), DeviceRole.Floppy, OriginOf(item), machine)), item, context);
                break;
            case "22":
                Devices.Bind(context.Add(new VirtualDevice(NameOf(item), DeviceRole.ParallelPort, OriginOf(item), machine)), item, context);
                break;
            case "1" or "34" when subtype.Equals("vmware.vtpm", StringComparison.OrdinalIgnoreCase):
                context.Add(new VirtualTpm(NameOf(item), OriginOf(item), machine));
                break;
            case "1" when subtype.Equals("vmware.vmci", StringComparison.OrdinalIgnoreCase):
                Vmci.Bind(machine, item, _hardware, context);
                break;
            case "1" when subtype.StartsWith("vmware.pci.passthrough", StringComparison.OrdinalIgnoreCase):
                AddPassedThrough(item, isMediated: subtype.EndsWith("-vmiop", StringComparison.OrdinalIgnoreCase));
                break;
        }
    }

    private void AddDisk(XmlElement item, DiskUse use)
    {
        var disk = context.Add(new Disk(NameOf(item), OriginOf(item), machine));
        disk.Use = Fact.Stated(use, disk.Origin, item.Element("ResourceType")?.Text ?? "", "ResourceType");
        if (item.Element("HostResource") is { TextSpan.Length: > 0 } resource)
            BindSource(disk, resource);
    }

    private void BindSource(Disk disk, XmlElement resource)
    {
        var source = FileOf(resource.Text);
        disk.Source = Fact.Stated(source, context.Origin(resource.TextSpan), resource.Text, "HostResource");

        // Other products that read envelopes have formats of their own.
        if (!_hardware.IsOfVmware)
            return;

        if (DiskFormats.ByName(source) is { } named)
            disk.Format = Fact.Stated(named, disk.Source.Origin ?? disk.Origin, source, "HostResource");

        var id = resource.Text.Substring(resource.Text.LastIndexOf('/') + 1);
        var declared = OvfFormat.Sections(envelope, "DiskSection").SelectMany(static section => section.Elements("Disk")).FirstOrDefault(element => element.Attribute("diskId")?.Value == id);
        if (!disk.Format.Is(static format => format is not DiskFormat.Vmdk) && declared?.Attribute("format") is { } uri && OvfWords.FormatOf(uri.Value) is { } format)
            disk.Format = Fact.Stated(format, context.Origin(uri.ValueSpan), uri.Value, "@format");
    }

    /// <summary>The file that a reference leads to, by way of the disk's declaration; the reference itself where it leads nowhere.</summary>
    private string FileOf(string reference)
    {
        var id = reference.Substring(reference.LastIndexOf('/') + 1);
        if (reference.IndexOf("/disk/", StringComparison.Ordinal) >= 0 && _disks.TryGetValue(id, out var file))
            id = file;

        return _files.TryGetValue(id, out var href) ? href : reference;
    }

    /// <summary>One attribute of each child by another.</summary>
    private static Dictionary<string, string> Attributes(IEnumerable<XmlElement> parents, string name, string key, string value)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parent in parents)
        {
            foreach (var child in parent.Elements(name))
            {
                if (child.Attribute(key) is { } id && child.Attribute(value) is { } text)
                    found[id.Value] = text.Value;
            }
        }

        return found;
    }

    /// <summary>A model of QEMU's that no product of VMware's has, where the hardware is VMware's and no other model is offered.</summary>
    private void CheckModel(XmlElement item, DeviceRole role)
    {
        if (_hardware.IsOfVmware && item.Element("ResourceSubType") is { TextSpan.Length: > 0 } model && VmxWords.IsOfQemu(model.Text) && model.Text.IndexOf(' ') < 0)
            context.Add(new VirtualDevice(NameOf(item), role, OriginOf(item), machine)).Family = Fact.Stated(DeviceFamily.Virtio, context.Origin(model.TextSpan), model.Text, "ResourceSubType");
    }

    private void AddAdapter(XmlElement item, string subtype)
    {
        CheckModel(item, DeviceRole.NetworkCard);
        var adapter = context.Add(new NetworkInterface(NameOf(item), OriginOf(item), machine));
        Adapters.Bind(adapter, item, context);
        adapter.Attachment = subtype.Equals("SriovEthernetCard", StringComparison.OrdinalIgnoreCase)
            ? Fact.Stated(NetworkAttachment.AssignedAdapter, OriginOf(item), subtype, "ResourceSubType")
            : adapter.Network.Select(static _ => NetworkAttachment.Network);
    }

    private void AddPassedThrough(XmlElement item, bool isMediated)
    {
        var device = context.Add(new HostDevice(NameOf(item), OriginOf(item), machine));
        device.Class = Fact.Stated(isMediated ? HostDeviceClass.Mediated : HostDeviceClass.Pci, device.Origin, device.Name, "ResourceSubType");
        PassedThrough.Bind(device, item, context);
    }

    private static string NameOf(XmlElement item) =>
        (item.Element("ElementName") ?? item.Element("Caption"))?.Text is { Length: > 0 } name ? name : "item " + (item.Element("InstanceID") ?? item.Element("InstanceId"))?.Text;

    private Origin OriginOf(XmlElement item) =>
        context.Origin((item.Element("ElementName") ?? item.Element("Caption")) is { TextSpan.Length: > 0 } name ? name.TextSpan : item.NameSpan);
}
