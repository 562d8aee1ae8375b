using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds the models of emulated devices: formatdomain.rst, "Devices".</summary>
internal static class DomainVirtualDevices
{
    public static readonly BindingTable<VirtualDevice> NetworkCards = new BindingTable<VirtualDevice>(Platform.Libvirt, "domain: devices/interface", "formatdomain.rst")
        .Row("model/@type", (d, f) => d.Family = f, QemuModels.NetworkCards, source: "Network interfaces");

    public static readonly BindingTable<VirtualDevice> Video = new BindingTable<VirtualDevice>(Platform.Libvirt, "domain: devices/video", "formatdomain.rst")
        .Row("model/@type", (d, f) => d.Family = f, QemuModels.Video, source: "Video devices");

    public static readonly BindingTable<VirtualDevice> Controllers = new BindingTable<VirtualDevice>(Platform.Libvirt, "domain: devices/controller", "formatdomain.rst")
        .Row("@model", (d, f) => d.Family = f, QemuModels.LibvirtScsi, source: "Controllers");

    public static readonly BindingTable<VirtualDevice> Present = new BindingTable<VirtualDevice>(Platform.Libvirt, "domain: devices/disk[@device='floppy'], devices/parallel", "formatdomain.rst")
        .Computed("(element)", d => d.IsPresent, "the element", source: "Hard drives, floppy disks, CDROMs; Parallel port");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        VirtualDevice Add(string name, DeviceRole role, XmlElement element) =>
            context.Add(new VirtualDevice(name, role, context.Origin(element.NameSpan), machine));

        var index = 0;
        foreach (var element in Devices.Of(domain, "interface"))
            NetworkCards.Bind(Add($"nic{index++}", DeviceRole.NetworkCard, element), element, context);

        index = 0;
        foreach (var element in Devices.Of(domain, "video"))
            Video.Bind(Add($"video{index++}", DeviceRole.Video, element), element, context);

        foreach (var element in Devices.Of(domain, "controller"))
        {
            if (element.Attribute("type")?.Value == "scsi")
                Controllers.Bind(Add($"scsi{element.Attribute("index")?.Value}", DeviceRole.StorageController, element), element, context);
        }

        foreach (var element in Devices.Of(domain, "disk"))
        {
            if (element.Find("@device") is { Value: "floppy" } device)
                Add(element.Find("target/@dev")?.Value ?? "floppy", DeviceRole.Floppy, element).IsPresent = Fact.Stated(true, context.Origin(device.ValueSpan), device.Value, "@device");
        }

        index = 0;
        foreach (var element in Devices.Of(domain, "parallel"))
            Add($"parallel{index++}", DeviceRole.ParallelPort, element).IsPresent = Fact.Stated(true, context.Origin(element.NameSpan), element.Name, "parallel");
    }
}
