using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds VNC consoles, which ESXi had until 6.7 and desktop products still have, and serial ports on the network.</summary>
internal static class VmxConsoles
{
    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(Platform.Vmware, ".vmx", "vSphere 6.7 Security Configuration Guide: VM.minimize-console-VNC-use")
        .Row("RemoteDisplay.vnc.ip", (c, f) => c.Address = f, Vocabulary.Listen)
        .Row("RemoteDisplay.vnc.password", (c, f) => c.Password = f, Vocabulary.Secret)
        .Computed("RemoteDisplay.vnc.enabled", c => c.Protocol, "TRUE")
        .Computed("RemoteDisplay.vnc.password, RemoteDisplay.vnc.key", c => c.Authentication, "whether one of them is there", whenAbsent: "nobody is asked");

    public static readonly BindingTable<RemoteConsole> Viewers = new BindingTable<RemoteConsole>(Platform.Vmware, ".vmx: viewers", VmxFormat.Guide)
        .Row("RemoteDisplay.maxConnections", (c, f) => c.MaxViewers = f, Vocabulary.Integer, source: "vm-8.limit-console-connections")
        .Row("tools.guest.desktop.autolock", (c, f) => c.LocksGuest = f, VmxWords.Boolean, source: "vm-8.vmrc-lock");

    public static readonly BindingTable<RemoteConsole> Serial = new BindingTable<RemoteConsole>(Platform.Vmware, ".vmx: serialN", "libvirt, src/vmx/vmx.c: virVMXParseSerial")
        .Row("network.endPoint", (c, f) => c.IsOutgoing = f, Vocabulary.OfAnyCase(("server", false), ("client", true)))
        .Computed("fileType", c => c.Protocol, "'network'")
        .Computed("fileName", c => c.Address, "a URI such as telnet://host:port")
        .Computed("vspc", c => c.Authentication, "nobody is asked, unless a concentrator stands before the port");

    public static void Bind(VirtualMachine machine, VmxScope root, BindingContext context)
    {
        BindDisplays(machine, root, context, hasVnc: !VmxCombinations.LacksVnc(root));
        foreach (var (_, port) in root.Devices(static name => VmxDevices.IsNumbered(name, "serial")))
        {
            if (VmxDevices.IsPresent(port) && port.Find("fileType") is { } type && type.Value.Equals("network", StringComparison.OrdinalIgnoreCase)
                && port.Find("fileName") is { } address && port.Find("vspc") is null)
            {
                AddSerial(machine, type, address, port, context);
            }
        }
    }

    /// <summary>Binds what advanced settings say of VNC and of the console in vSphere's clients, whatever states them.</summary>
    /// <param name="hasVnc">Whether the host has a server of VNC, as far as is known.</param>
    public static void BindDisplays(VirtualMachine machine, SettingScope root, BindingContext context, bool hasVnc = true)
    {
        if (hasVnc && root.Find("RemoteDisplay.vnc.enabled") is { } enabled && VmxWords.Boolean.TryRead(enabled.Value, out var isOn) && isOn && !enabled.IsConditional)
            AddVnc(machine, enabled, root, context);

        if ((root.Find("RemoteDisplay.maxConnections") ?? root.Find("tools.guest.desktop.autolock")) is { } viewers)
            Viewers.Bind(context.Add(new RemoteConsole("remote", context.Origin(viewers.KeySpan), machine)), root, context);
    }

    private static void AddVnc(VirtualMachine machine, Setting enabled, SettingScope root, BindingContext context)
    {
        var console = context.Add(new RemoteConsole("vnc", context.Origin(enabled.KeySpan), machine));
        console.Protocol = Fact.Stated(ConsoleProtocol.Vnc, context.Origin(enabled.ValueSpan), enabled.Value, enabled.Key);
        Vnc.Bind(console, root, context);
        var secret = root.Find("RemoteDisplay.vnc.password") ?? root.Find("RemoteDisplay.vnc.key");
        console.Authentication = secret is { Value.Length: > 0 }
            ? Fact.Stated(ConsoleAuthentication.Password, context.Origin(secret.ValueSpan), "***", secret.Key)
            : Facts.Default(context, ConsoleAuthentication.None, enabled.KeySpan, "vSphere 6.7 Security Configuration Guide", "RemoteDisplay.vnc.password");
    }

    private static void AddSerial(VirtualMachine machine, Setting type, Setting address, VmxScope port, BindingContext context)
    {
        var console = context.Add(new RemoteConsole("serial", context.Origin(port.Anchor), machine));
        console.Protocol = Fact.Stated(ConsoleProtocol.Serial, context.Origin(type.ValueSpan), type.Value, type.Key);
        Serial.Bind(console, port, context);
        console.Address = Facts.Read(port, address, "fileName", Vocabulary.Text, context).Select(AddressIn);
        console.Authentication = Fact.Default(ConsoleAuthentication.None, console.Origin, "vSphere Virtual Machine Administration: Serial Port Configuration");
    }

    /// <summary>The address of a serial port's URI: without a host in it, the port listens everywhere.</summary>
    public static ListenAddress AddressIn(string uri) => ListenAddress.Of(HostOf(uri));

    private static string HostOf(string uri)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? uri : uri.Substring(scheme + 3);
        if (rest.StartsWith("[", StringComparison.Ordinal) && rest.IndexOf(']') is > 0 and var end)
            return rest.Substring(1, end - 1);

        return rest.IndexOf(':') is >= 0 and var colon ? rest.Substring(0, colon) : rest;
    }
}
