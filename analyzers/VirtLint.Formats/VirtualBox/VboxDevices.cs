using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.VirtualBox;

/// <summary>Binds adapters, shared folders and devices of the host.</summary>
internal static class VboxDevices
{
    private const string Source = VboxFormat.Source;

    private static readonly Version s_loopbackRefused = new(1, 19);

    public static readonly BindingTable<NetworkInterface> Adapters = new BindingTable<NetworkInterface>(Platform.VirtualBox, ".vbox: Machine/Hardware/Network/Adapter", Source)
        .Row("@MACAddress", (n, f) => n.Mac = f, VboxWords.Mac, source: "readNetworkAdapters")
        .Row(
            "@promiscuousModePolicy",
            (n, f) => n.IsPromiscuous = f,
            Vocabulary.Of(("Deny", false), ("AllowNetwork", true), ("AllowAll", true)),
            whenAbsent: false,
            source: "readNetworkAdapters")
        .Computed("@trace, @traceFile", n => n.CapturesTo, "'true', and a path", source: "readNetworkAdapters")
        .Computed("NAT/@localhost-reachable", n => n.ReachesHostLoopback, "'true', which is the default of settings before 1.19", source: "readAttachedNetworkMode")
        .Computed("NAT, BridgedInterface, InternalNetwork, HostOnlyInterface, NATNetwork", n => n.Attachment, "the element that is there", source: "readAttachedNetworkMode")
        .Computed("BridgedInterface, InternalNetwork, HostOnlyInterface, NATNetwork", n => n.Network, "@name", source: "readAttachedNetworkMode");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.VirtualBox, ".vbox: Machine/Hardware/SharedFolders/SharedFolder", Source)
        .Row("@hostPath", (s, f) => s.HostPath = f, Vocabulary.Text, source: "readHardware")
        .Row("@writable", (s, f) => s.IsReadOnly = f, VboxWords.Opposite, source: "readHardware");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.VirtualBox, ".vbox: Machine/Hardware/HostPci/Devices/Device", Source)
        .Row("@host", (d, f) => d.Address = f, Vocabulary.Text, source: "readHardware")
        .Computed("(element)", d => d.Class, "a PCI device; a serial port of the host", source: "readHardware");

    public static readonly BindingTable<VirtualDevice> Scenes = new BindingTable<VirtualDevice>(Platform.VirtualBox, ".vbox: Machine/Hardware/Display", Source)
        .Row("@accelerate3D", (d, f) => d.IsPresent = f, VboxWords.Boolean, source: "readHardware");

    public static void Bind(VirtualMachine machine, XmlElement hardware, Version? version, BindingContext context)
    {
        if (hardware.Element("Display") is { } display && display.Find("@accelerate3D") is { } scenes)
            Scenes.Bind(context.Add(new VirtualDevice("3D graphics", DeviceRole.Graphics3D, context.Origin(scenes.KeySpan), machine)), display, context);

        foreach (var adapter in hardware.Element("Network")?.Elements("Adapter") ?? [])
        {
            if (adapter.Find("@enabled")?.Value == "true")
                BindAdapter(machine, adapter, version, context);
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

    private static void BindAdapter(VirtualMachine machine, XmlElement element, Version? version, BindingContext context)
    {
        var nic = context.Add(new NetworkInterface($"adapter {element.Find("@slot")?.Value}", context.Origin(element.NameSpan), machine));
        Adapters.Bind(nic, element, context);
        if (element.Find("@trace") is { Value: "true" } trace)
        {
            var file = element.Find("@traceFile");
            nic.CapturesTo = Fact.Stated(file?.Value ?? "", context.Origin(trace.ValueSpan), trace.Value, "trace");
        }

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

            if (kind is NetworkAttachment.UserMode)
                nic.ReachesHostLoopback = LoopbackOf(mode, version, context);

            nic.Attachment = Fact.Stated(kind, context.Origin(mode.NameSpan), mode.Name, mode.Name);
            if (mode.Find("@name") is { Value.Length: > 0 } network)
                nic.Network = Fact.Stated(network.Value, context.Origin(network.ValueSpan), network.Value, mode.Name);

            var ports = new List<Fact<ListenAddress>>();
            foreach (var forward in mode.Elements("Forwarding"))
                ports.Add(Facts.Read(forward, "@hostip", Vocabulary.Listen, ListenAddress.Of(""), $"{Source}: readAttachedNetworkMode", context));

            nic.ForwardedPorts = ports;
        }
    }

    /// <summary>Before 1.19 every guest could; since then it has to be said. // readAttachedNetworkMode: "localhost-reachable"</summary>
    private static Fact<bool> LoopbackOf(XmlElement nat, Version? version, BindingContext context) =>
        nat.Find("@localhost-reachable") is { } stated ? Facts.Read(nat, stated, "localhost-reachable", VboxWords.Boolean, context)
        : version is not null && version < s_loopbackRefused ? Facts.Default(context, true, nat.NameSpan, $"{Source}: readAttachedNetworkMode", "localhost-reachable")
        : Fact<bool>.Absent;
}
