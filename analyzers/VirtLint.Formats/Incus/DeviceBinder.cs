using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>Binds the devices of an instance or profile, each by its type.</summary>
internal static class DeviceBinder
{
    private const string Source = "Incus, doc/reference/devices";

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.Incus, "instance: devices, type disk", Source + "_disk")
        .Row("source", (s, f) => s.HostPath = f, Vocabulary.Text, source: "source")
        .Row("readonly", (s, f) => s.IsReadOnly = f, IncusWords.Boolean, whenAbsent: false, source: "readonly")
        .Computed("connect", s => s.HostPath, "of a proxy that listens in the guest: unix:PATH", source: "devices_proxy: connect");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.Incus, "instance: devices, type unix-char, unix-block, pci, usb, gpu", Source)
        .Computed("source, path, address, pci, vendorid, busnum, id", d => d.Address, "how the host names the device", source: "devices_unix_char, devices_pci, devices_usb")
        .Computed("type", d => d.Class, "the type of the device", source: "devices");

    public static readonly BindingTable<NetworkInterface> Nics = new BindingTable<NetworkInterface>(Platform.Incus, "instance: devices, type nic", Source + "_nic")
        .Row("hwaddr", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "hwaddr")
        .Row("security.trusted", (n, f) => n.AllowsForgedSource = f, IncusWords.Boolean, whenAbsent: false, source: "security.trusted")
        .Row("security.promiscuous", (n, f) => n.IsPromiscuous = f, IncusWords.Boolean, whenAbsent: false, source: "security.promiscuous")
        .Row("security.port_isolation", (n, f) => n.Isolated = f, IncusWords.Boolean, whenAbsent: false, source: "security.port_isolation")
        .Computed("nictype, network", n => n.Attachment, "'bridged', 'macvlan', 'sriov', 'physical' and others; a network by name", source: "nictype")
        .Computed("network, parent", n => n.Network, "a name", source: "network, parent")
        .Computed("security.mac_filtering, security.ipv4_filtering, security.ipv6_filtering", n => n.Filter, "a key that is on", source: "security.mac_filtering");

    public static readonly BindingTable<FirewallPolicy> AccessLists = new BindingTable<FirewallPolicy>(Platform.Incus, "instance: devices, type nic", "Incus, doc/howto/network_acls")
        .Row("security.acls.default.ingress.action", (p, f) => p.DefaultIn = f, IncusWords.AclAction, whenAbsent: FirewallAction.Reject, source: "security.acls.default.ingress.action");

    /// <param name="devices">Each device with its name.</param>
    public static void Bind(VirtualMachine machine, IEnumerable<(Literal Name, SettingScope Device)> devices, BindingContext context)
    {
        foreach (var (name, device) in devices)
        {
            IncusKeys.CheckDevice(device, context);
            switch (device.Find("type")?.Value)
            {
                case "nic":
                    BindNic(machine, name, device, context);
                    break;
                case "disk":
                    BindDisk(machine, name, device, context);
                    break;
                case "unix-char" or "unix-block" or "unix-hotplug":
                    AddDevice(machine, name, device, HostDeviceClass.Node, context, "source", "path", "vendorid");
                    break;
                case "proxy":
                    BindProxy(machine, name, device, context);
                    break;
                case "pci":
                    AddDevice(machine, name, device, HostDeviceClass.Pci, context, "address");
                    break;
                case "usb":
                    AddDevice(machine, name, device, HostDeviceClass.Usb, context, "vendorid", "serial", "busnum");
                    break;
                case "gpu" when device.Find("gputype")?.Value is null or "physical":
                    AddDevice(machine, name, device, HostDeviceClass.Pci, context, "pci", "id", "vendorid");
                    break;
            }
        }
    }

    private static void BindNic(VirtualMachine machine, Literal name, SettingScope device, BindingContext context)
    {
        var nic = context.Add(new NetworkInterface(name.Text, context.Origin(name.Span), machine));
        Nics.Bind(nic, device, context);
        var network = device.Find("network");
        if (network is not null)
            nic.Attachment = Fact.Stated(NetworkAttachment.Network, context.Origin(network.ValueSpan), network.Value, network.Key);
        else if (device.Find("nictype") is { } kind && AttachmentOf(kind.Value) is { } attachment)
            nic.Attachment = Fact.Stated(attachment, context.Origin(kind.ValueSpan), kind.Value, kind.Key);

        if ((network ?? device.Find("parent")) is { } place)
            nic.Network = Facts.Read(device, place, place.Key, Vocabulary.Text, context);

        BindAccessList(name.Text, machine, device, context);
        foreach (var key in (string[])["security.mac_filtering", "security.ipv4_filtering", "security.ipv6_filtering"])
        {
            if (nic.Filter.State is FactState.Absent && device.Find(key) is { } filter && Facts.Read(device, filter, key, IncusWords.Boolean, context) is var isOn && !isOn.Is(false))
                nic.Filter = isOn.Select(_ => key);
        }
    }

    /// <summary>Where access lists are given, what they do not name is rejected unless this says otherwise.</summary>
    public static void BindAccessList(string name, Entity? owner, SettingScope scope, BindingContext context)
    {
        if (scope.Find("security.acls") is { } lists && (lists.Value.Length > 0 || lists.Unresolved is not null))
        {
            var level = owner is null ? FirewallLevel.Network : FirewallLevel.Guest;
            AccessLists.Bind(context.Add(new FirewallPolicy(name, context.Origin(lists.KeySpan), owner) { Level = level }), scope, context);
        }
    }

    /// <summary>A port of the host that the guest answers; or a socket of the host that programs in the guest call.</summary>
    private static void BindProxy(VirtualMachine machine, Literal name, SettingScope device, BindingContext context)
    {
        var isInGuest = device.Find("bind")?.Value is "instance" or "guest" or "container";
        if (device.Find(isInGuest ? "connect" : "listen") is not { } place)
            return;

        var origin = context.Origin(place.ValueSpan);
        var colon = place.Value.IndexOf(':');
        if (place.Unresolved is not null || TemplateMarks.Contains(place.Value) || colon < 0)
            return;

        var address = place.Value.Substring(colon + 1);
        if (isInGuest && place.Value.StartsWith("unix:/", StringComparison.Ordinal))
            context.Add(new SharedFolder(name.Text, context.Origin(name.Span), machine)).HostPath = Fact.Stated(address, origin, place.Value, place.Key);
        else if (!isInGuest && !place.Value.StartsWith("unix:", StringComparison.Ordinal))
            machine.ForwardedPorts = [.. machine.ForwardedPorts, Fact.Stated(IncusWords.Address(address), origin, place.Value, place.Key)];
    }

    private static NetworkAttachment? AttachmentOf(string kind) => kind switch
    {
        "bridged" => NetworkAttachment.Bridge,
        "ovn" => NetworkAttachment.Network,
        "macvlan" or "ipvlan" => NetworkAttachment.SharedAdapter,
        "sriov" or "physical" => NetworkAttachment.AssignedAdapter,
        "p2p" or "routed" => NetworkAttachment.Tap,
        _ => null,
    };

    /// <summary>A path of the host; a volume has a pool, and what Incus itself makes has a colon.</summary>
    private static void BindDisk(VirtualMachine machine, Literal name, SettingScope device, BindingContext context)
    {
        if (device.Find("source") is not { } source || device.Find("pool") is { Value.Length: > 0 }
            || !(source.Value.StartsWith("/", StringComparison.Ordinal) || TemplateMarks.Contains(source.Value) || source.Unresolved is not null)
            || source.Value.EndsWith(".iso", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (HostFileSystem.IsWithin(source.Value, "/dev") && source.Value.TrimEnd('/') != "/dev" && !HostFileSystem.IsWithin(source.Value, "/dev/shm"))
            AddDevice(machine, name, device, HostDeviceClass.Disk, context, "source");
        else
            Folders.Bind(context.Add(new SharedFolder(name.Text, context.Origin(name.Span), machine)), device, context);
    }

    private static void AddDevice(VirtualMachine machine, Literal name, SettingScope device, HostDeviceClass kind, BindingContext context, params string[] keys)
    {
        var host = context.Add(new HostDevice(name.Text, context.Origin(name.Span), machine));
        host.Class = device.Find("type") is { } type ? Fact.Stated(kind, context.Origin(type.ValueSpan), type.Value, "type") : Fact<HostDeviceClass>.Absent;
        if (keys.Select(device.Find).FirstOrDefault(static setting => setting is not null) is { } address)
            host.Address = Facts.Read(device, address, address.Key, Vocabulary.Text, context);
    }
}
