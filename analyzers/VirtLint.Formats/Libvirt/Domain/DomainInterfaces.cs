using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Network;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>devices/interface</c>: formatdomain.rst, "Network interfaces".</summary>
internal static class DomainInterfaces
{
    private const string Source = "formatdomain.rst: Network interfaces";

    public static readonly BindingTable<NetworkInterface> Table = new BindingTable<NetworkInterface>(Platform.Libvirt, "domain: devices/interface", Source)
        .Row("@type", (n, f) => n.Attachment = f, Vocabulary.Of(
            ("bridge", NetworkAttachment.Bridge),
            ("network", NetworkAttachment.Network),
            ("user", NetworkAttachment.UserMode),
            ("ethernet", NetworkAttachment.Tap),
            ("direct", NetworkAttachment.SharedAdapter),
            ("hostdev", NetworkAttachment.AssignedAdapter),
            ("vdpa", NetworkAttachment.AssignedAdapter),
            ("vhostuser", NetworkAttachment.SharedMemorySwitch),
            ("server", NetworkAttachment.Socket),
            ("client", NetworkAttachment.Socket),
            ("mcast", NetworkAttachment.Socket),
            ("udp", NetworkAttachment.Socket),
            ("vds", NetworkAttachment.Bridge),
            ("internal", NetworkAttachment.Network),
            ("null", NetworkAttachment.None)))
        .Row("mac/@address", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "MAC address")
        .Row("source/@portgroup", (n, f) => n.PortGroupName = f, Vocabulary.Text, source: "Virtual network")
        .Row("link/@state", (n, f) => n.Connected = f, Vocabulary.Of(("up", true), ("down", false)), whenAbsent: true, source: "Modifying virtual link state")
        .Row("filterref/@filter", (n, f) => n.Filter = f, Vocabulary.Text, source: "Traffic filtering with NWFilter")
        .Row("@trustGuestRxFilters", (n, f) => n.TrustsGuestFilters = f, Vocabulary.YesNo, whenAbsent: false)
        .Row("port/@isolated", (n, f) => n.Isolated = f, Vocabulary.YesNo, whenAbsent: false, source: "Isolating guests' network traffic from each other")
        .Row("mtu/@size", (n, f) => n.Mtu = f, Vocabulary.Integer, source: "MTU configuration")
        .Computed("source/@network, source/@bridge", n => n.Network, "text, by @type")
        .Computed(
            "vlan/tag/@id, vlan/@trunk, vlan/tag/@nativeMode", n => n.Vlans,
            "numbers from 0 to 4095; several, or trunk 'yes', let the guest tag",
            source: "Setting VLAN tag (on supported network types only)",
            decidedBy: "the network's and port group's vlan")
        .Computed("source/@bridge", n => n.UnlimitedVlans, "a bridge of Open vSwitch that carries VLANs", decidedBy: "the VLANs of its other ports and of the host")
        .Computed(
            "filterref/parameter[@name='CTRL_IP_LEARNING']/@value", n => n.LearnsAddress,
            "'any', 'dhcp' or 'none', of the filter clean-traffic without an IP",
            whenAbsent: "any",
            source: "formatnwfilter.rst: Automatic IP address detection")
        .Computed("@type, virtualport/@type", n => n.ManagedElsewhere, "a virtual port, or a driver that applies no filters", source: "Setting up a virtual port profile")
        .Computed("virtualport/@type", n => n.OnOpenVSwitch, "'openvswitch'", decidedBy: "the network's virtualport/@type")
        .Computed(
            "source/@address", n => n.Peer,
            "an address, of types 'server', 'client', 'mcast' and 'udp'",
            whenAbsent: "every address, of type 'server'",
            source: "TCP tunnel")
        .Computed("(network)", n => n.Isolated, "what the network or port group says", decidedBy: "network: port/@isolated");

    /// <summary>Drivers of other products: libvirt passes on what it is told, and filters nothing. // drivers.rst</summary>
    private static readonly string[] s_foreign = ["vmware", "hyperv", "vz", "parallels", "virtuozzo", "vbox"];

    public static readonly BindingTable<HostHook> Scripts = new BindingTable<HostHook>(Platform.Libvirt, "domain: devices/interface", Source)
        .Computed("script/@path", h => h.Script, "a path")
        .Computed("script/@path", h => h.IsRootOwned, "a path under folders that only root may write");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        var driver = domain.Attribute("type");
        var index = 0;
        foreach (var element in Devices.Of(domain, "interface"))
        {
            var nic = context.Add(new NetworkInterface($"nic{index++}", context.Origin(element.NameSpan), machine));
            Table.Bind(nic, element, context);
            nic.IsForeign = driver is not null && Array.IndexOf(s_foreign, driver.Value) >= 0;
            nic.Network = Facts.Read(element, nic.Attachment.Is(NetworkAttachment.Network) ? "source/@network" : "source/@bridge", Vocabulary.Text, null, Source, context);
            nic.Vlans = VlanElement.Read(element, context);
            nic.LearnsAddress = LearnsAddress(element, context);
            nic.Addresses = [.. element.Elements("ip").Select(ip => Facts.Read(ip, "@address", Vocabulary.Text, null, Source, context)).Where(static fact => fact.IsKnown)];
            nic.ForwardedPorts = ForwardedPorts(element, context);
            if (nic.Attachment.Is(NetworkAttachment.Socket))
                nic.Peer = Peer(element, context);

            // formatnwfilter.rst: filters are applied by the drivers of QEMU and of containers alone.
            if (driver is not null && driver.Value is not ("kvm" or "qemu" or "hvf" or "lxc"))
                nic.ManagedElsewhere = Fact.Stated(true, context.Origin(driver.ValueSpan), driver.Value, "@type");

            if (element.Find("virtualport/@type") is not { } port)
                continue;

            nic.ManagedElsewhere = Fact.Stated(true, context.Origin(port.ValueSpan), port.Value, "virtualport/@type");
            nic.OnOpenVSwitch = nic.ManagedElsewhere.Select(_ => port.Value == "openvswitch");
        }
    }

    /// <summary>Whether a filter that enforces an address was given none and was not told where to learn it.</summary>
    /// <remarks>formatnwfilter.rst, "Automatic IP address detection": CTRL_IP_LEARNING is 'any' by default.</remarks>
    private static Fact<bool> LearnsAddress(XmlElement element, BindingContext context)
    {
        if (element.Element("filterref") is not { } reference || element.Find("filterref/@filter") is not { Value: "clean-traffic" } filter)
            return Fact<bool>.Absent;

        XmlElement? learning = null;
        foreach (var parameter in reference.Elements("parameter"))
        {
            switch (parameter.Attribute("name")?.Value)
            {
                case { } name when TemplateMarks.Contains(name):
                    return Fact<bool>.Absent;
                case "IP":
                    return Fact<bool>.Absent;
                case "CTRL_IP_LEARNING":
                    learning = parameter;
                    break;
            }
        }

        return learning is null
            ? Fact.Default(true, context.Origin(filter.ValueSpan), "formatnwfilter.rst: Automatic IP address detection", "CTRL_IP_LEARNING")
            : Facts.Read(learning, "@value", Vocabulary.Of(("any", true), ("dhcp", false), ("none", false)), null, Source, context);
    }

    /// <summary>// formatdomain.rst, "portForward": without an address, the port is forwarded on all of the host's</summary>
    private static List<Fact<ListenAddress>> ForwardedPorts(XmlElement element, BindingContext context) =>
    [
        .. element.Elements("portForward").Select(forward => forward.Attribute("dev") is { } device && forward.Attribute("address") is null
            ? Fact.Stated(new ListenAddress(device.Value, Exposure.Unknown), context.Origin(device.ValueSpan), device.Value, "@dev")
            : Facts.Read(forward, "@address", Vocabulary.Listen, new ListenAddress("", Exposure.Everywhere), $"{Source}: portForward", context)),
    ];

    /// <summary>// formatdomain.rst, "TCP tunnel": QEMU listens on every address when the server's is left out</summary>
    private static Fact<ListenAddress> Peer(XmlElement element, BindingContext context)
    {
        PlatformDefault<ListenAddress>? whenAbsent = null;
        if (element.Attribute("type")?.Value == "server")
            whenAbsent = new ListenAddress("", Exposure.Everywhere);

        return Facts.Read(element, "source/@address", Vocabulary.Listen, whenAbsent, $"{Source}: TCP tunnel", context);
    }
}
