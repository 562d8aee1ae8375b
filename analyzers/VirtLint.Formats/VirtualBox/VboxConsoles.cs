using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.VirtualBox;

/// <summary>Binds the remote display, serial ports, and what crosses between guest and console.</summary>
internal static class VboxConsoles
{
    private const string Source = VboxFormat.Source + ": MachineConfigFile::readHardware";

    public static readonly BindingTable<RemoteConsole> Display = new BindingTable<RemoteConsole>(Platform.VirtualBox, ".vbox: Machine/Hardware/RemoteDisplay", Source)
        .Row("VRDEProperties/Property[@name='TCP/Address']/@value", (c, f) => c.Address = f, Vocabulary.Listen, whenAbsent: ListenAddress.Of(""), source: "VRDE property TCP/Address")
        .Row(
            "@authType",
            (c, f) => c.Authentication = f,
            Vocabulary.Of(("Null", ConsoleAuthentication.None), ("External", ConsoleAuthentication.Password), ("Guest", ConsoleAuthentication.Password)),
            whenAbsent: ConsoleAuthentication.None,
            source: "RemoteDisplay/@authType")
        .Row("@allowMultiConnection", (c, f) => c.IgnoresExclusiveViewers = f, VboxWords.Boolean, whenAbsent: false, source: "RemoteDisplay/@allowMultiConnection")
        .Row(
            "VRDEProperties/Property[@name='Security/Method']/@value",
            (c, f) => c.Transport = f,
            Vocabulary.OfAnyCase(("TLS", LinkProtection.Encrypted), ("RDP", LinkProtection.None), ("Negotiate", LinkProtection.Opportunistic)),
            source: "VRDE property Security/Method")
        .Computed("@enabled", c => c.Protocol, "'true', which is the default of settings before 1.16", source: "RemoteDisplay/@enabled");

    public static readonly BindingTable<RemoteConsole> Serial = new BindingTable<RemoteConsole>(Platform.VirtualBox, ".vbox: Machine/Hardware/UART/Port", Source)
        .Computed("@hostMode", c => c.Protocol, "'TCP'", source: "readSerialPorts")
        .Computed("@path", c => c.Address, "a port to listen on, or HOST:PORT to connect to", source: "readSerialPorts")
        .Computed("@server", c => c.IsOutgoing, "'false'", source: "readSerialPorts")
        .Computed("@hostMode", c => c.Authentication, "nobody is asked", source: "readSerialPorts");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.VirtualBox, ".vbox: Machine/Hardware/Clipboard, DragAndDrop", Source)
        .Row("@mode", (s, f) => s.IsOpen = f, VboxWords.Crossing, whenAbsent: false, source: "Clipboard/@mode, DragAndDrop/@mode");

    public static readonly BindingTable<SideChannel> Transfers = new BindingTable<SideChannel>(Platform.VirtualBox, ".vbox: Machine/Hardware/Clipboard", Source)
        .Row("@fileTransfersEnabled", (s, f) => s.IsOpen = f, VboxWords.Boolean, whenAbsent: false, source: "Clipboard/@fileTransfersEnabled");

    /// <summary>Since then the remote display is off where nothing says otherwise.</summary>
    private static readonly Version s_offByDefault = new(1, 16);

    public static void Bind(VirtualMachine machine, XmlElement hardware, Version? version, BindingContext context)
    {
        BindDisplay(machine, hardware, version, context);
        foreach (var port in hardware.Element("UART")?.Elements("Port") ?? [])
            BindPort(machine, port, context);

        if (hardware.Element("Clipboard") is { } clipboard)
        {
            Channels.Bind(context.Add(new SideChannel(SideChannelKind.Clipboard, "clipboard", context.Origin(clipboard.NameSpan), machine)), clipboard, context);
            if (clipboard.Find("@fileTransfersEnabled") is { } transfers)
                Transfers.Bind(context.Add(new SideChannel(SideChannelKind.FileTransfer, "file transfer", context.Origin(transfers.KeySpan), machine)), clipboard, context);
        }

        if (hardware.Element("DragAndDrop") is { } drag)
            Channels.Bind(context.Add(new SideChannel(SideChannelKind.FileTransfer, "drag and drop", context.Origin(drag.NameSpan), machine)), drag, context);
    }

    private static void BindDisplay(VirtualMachine machine, XmlElement hardware, Version? version, BindingContext context)
    {
        var element = hardware.Element("RemoteDisplay");
        var isOn = element?.Find("@enabled")?.Value ?? (version is not null && version < s_offByDefault ? "true" : "false");
        if (element is null || isOn != "true")
            return;

        var console = context.Add(new RemoteConsole("VRDP", context.Origin(element.NameSpan), machine) { IsHostKnown = true });
        console.Protocol = Fact.Default(ConsoleProtocol.Rdp, console.Origin, Source);
        Display.Bind(console, element, context);
    }

    private static void BindPort(VirtualMachine machine, XmlElement port, BindingContext context)
    {
        if (port.Find("@enabled")?.Value != "true" || port.Find("@path") is not { Value.Length: > 0 } path)
            return;

        var origin = context.Origin(path.ValueSpan);
        switch (port.Find("@hostMode")?.Value)
        {
            case "TCP":
                var isServer = port.Find("@server")?.Value == "true";
                var colon = path.Value.LastIndexOf(':');
                var console = context.Add(new RemoteConsole("serial", context.Origin(port.NameSpan), machine) { IsHostKnown = true });
                console.Protocol = Fact.Stated(ConsoleProtocol.Serial, origin, path.Value, "UART/Port/@hostMode");
                console.Address = Fact.Stated(ListenAddress.Of(isServer || colon < 0 ? "" : path.Value.Substring(0, colon)) with { Text = path.Value }, origin, path.Value, "UART/Port/@path");
                console.IsOutgoing = Fact.Stated(!isServer, origin, path.Value, "UART/Port/@server");
                console.Authentication = Fact.Stated(ConsoleAuthentication.None, origin, path.Value, "UART/Port/@hostMode");
                break;
            case "HostDevice":
                var device = context.Add(new HostDevice("serial", context.Origin(port.NameSpan), machine));
                device.Class = Fact.Stated(HostDeviceClass.SerialPort, origin, path.Value, "UART/Port/@hostMode");
                device.Address = Fact.Stated(path.Value, origin, path.Value, "UART/Port/@path");
                break;
        }
    }
}
