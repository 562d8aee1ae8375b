using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.VirtualBox;

/// <summary>Binds adapters, shared folders and devices of the host.</summary>
internal static class VboxDevices
{
    private const string Source = VboxFormat.Source;

    public static readonly BindingTable<NetworkInterface> Adapters = new BindingTable<NetworkInterface>(Platform.VirtualBox, ".vbox: Machine/Hardware/Network/Adapter", Source)
        .Row("@MACAddress", (n, f) => n.Mac = f, VboxWords.Mac, source: "readNetworkAdapters")
        .Row(
            "@promiscuousModePolicy",
            (n, f) => n.IsPromiscuous = f,
            Vocabulary.Of(("Deny", false), ("AllowNetwork", true), ("AllowAll", true)),
            whenAbsent: false,
            source: "readNetworkAdapters")
        .Computed("NAT, BridgedInterface, InternalNetwork, HostOnlyInterface, NATNetwork", n => n.Attachment, "the element that is there", source: "readAttachedNetworkMode")
        .Computed("BridgedInterface, InternalNetwork, HostOnlyInterface, NATNetwork", n => n.Network, "@name", source: "readAttachedNetworkMode");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.VirtualBox, ".vbox: Machine/Hardware/SharedFolders/SharedFolder", Source)
        .Row("@hostPath", (s, f) => s.HostPath = f, Vocabulary.Text, source: "readHardware")
        .Row("@writable", (s, f) => s.IsReadOnly = f, VboxWords.Opposite, source: "readHardware");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.VirtualBox, ".vbox: Machine/Hardware/HostPci/Devices/Device", Source)
        .Row("@host", (d, f) => d.Address = f, Vocabulary.Text, source: "readHardware")
        .Computed("(element)", d => d.Class, "a PCI device; a serial port of the host", source: "readHardware");

    public static void Bind(VirtualMachine machine, XmlElement hardware, BindingContext context)
    {
        foreach (var adapter in hardware.Element("Network")?.Elements("Adapter") ?? [])
        {
            if (adapter.Find("@enabled")?.Value == "true")
                BindAdapter(machine, adapter, context);
        }

        foreach (var folder in hardware.Element("SharedFolders")?.Elements("SharedFolder") ?? [])
            Folders.Bind(context.Add(new SharedFolder(folder.Find("@name")?.Value ?? "folder", context.Origin(folder.NameSpan), machine)), folder, context);

        var pci = hardware.Element("HostPci");
        if (pci?.Find("@enabled")?.Value == "false")
            return;

        foreach (var device in pci?.Element("Devices")?.Elements("Device") ?? [])
        {
            var passed = context.Add(new HostDevice(device.Find("@host")?.Value ?? "device", context.Origin(device.NameSpan), machine));
            Devices.Bind(passed, device, context);
            passed.Class = Fact.Stated(HostDeviceClass.Pci, passed.Origin, device.Name, "HostPci");
        }
    }

    private static void BindAdapter(VirtualMachine machine, XmlElement element, BindingContext context)
    {
        var nic = context.Add(new NetworkInterface($"adapter {element.Find("@slot")?.Value}", context.Origin(element.NameSpan), machine));
        Adapters.Bind(nic, element, context);
        foreach (var mode in element.Children)
        {
            NetworkAttachment? attachment = mode.Name switch
            {
                "NAT" => NetworkAttachment.UserMode,
                "BridgedInterface" => NetworkAttachment.SharedAdapter,
                "HostOnlyInterface" or "HostOnlyNetwork" or "NATNetwork" or "InternalNetwork" => NetworkAttachment.Network,
                _ => null,
            };
            if (attachment is not { } kind)
                continue;

            nic.Attachment = Fact.Stated(kind, context.Origin(mode.NameSpan), mode.Name, mode.Name);
            if (mode.Find("@name") is { Value.Length: > 0 } network)
                nic.Network = Fact.Stated(network.Value, context.Origin(network.ValueSpan), network.Value, mode.Name);

            var ports = new List<Fact<ListenAddress>>();
            foreach (var forward in mode.Elements("Forwarding"))
                ports.Add(Facts.Read(forward, "@hostip", Vocabulary.Listen, ListenAddress.Of(""), $"{Source}: readAttachedNetworkMode", context));

            nic.ForwardedPorts = ports;
        }
    }
}
