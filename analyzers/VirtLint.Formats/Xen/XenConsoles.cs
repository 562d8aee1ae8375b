using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xl;

namespace VirtLint.Formats.Xen;

/// <summary>Binds the consoles that QEMU offers for a guest: VNC, SPICE, serial ports.</summary>
internal static class XenConsoles
{
    private const string Source = "xl.cfg(5)";

    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(Platform.Xen, "xl.cfg: vnc, vfb", Source)
        .Row("vnclisten", (c, f) => c.Address = f, XenAddress.Vocabulary, whenAbsent: ListenAddress.Of("127.0.0.1"), source: "vnclisten")
        .Row("vncpasswd", (c, f) => c.Password = f, Vocabulary.Secret, source: "vncpasswd")
        .Computed("vnc", c => c.Protocol, "'1', which is the default of an HVM guest", source: "vnc")
        .Computed("vncpasswd", c => c.Authentication, "a password; none when it is empty", whenAbsent: "none", source: "vncpasswd")
        .Computed("vnc", c => c.Transport, "never encrypted", whenAbsent: "in clear", source: "vnc");

    public static readonly BindingTable<RemoteConsole> Spice = new BindingTable<RemoteConsole>(Platform.Xen, "xl.cfg: spice", Source)
        .Row("spicehost", (c, f) => c.Address = f, XenAddress.Vocabulary, whenAbsent: ListenAddress.Of(""), source: "spicehost")
        .Row("spicepasswd", (c, f) => c.Password = f, Vocabulary.Secret, source: "spicepasswd")
        .Computed("spicedisable_ticketing", c => c.Authentication, "'1'", whenAbsent: "a password", source: "spicedisable_ticketing");

    public static readonly BindingTable<RemoteConsole> Serial = new BindingTable<RemoteConsole>(Platform.Xen, "xl.cfg: serial", Source)
        .Computed("serial", c => c.Address, "tcp:HOST:PORT and its kin", source: "serial")
        .Computed("serial", c => c.Protocol, "tcp:HOST:PORT and its kin", source: "serial")
        .Computed("serial", c => c.IsOutgoing, "without 'server'", source: "serial")
        .Computed("serial", c => c.Authentication, "nobody is asked", source: "serial");

    public static readonly BindingTable<SideChannel> Clipboard = new BindingTable<SideChannel>(Platform.Xen, "xl.cfg: spice", Source)
        .Row("spice_clipboard_sharing", (s, f) => s.IsOpen = f, XenWords.Flag, whenAbsent: false, source: "spice_clipboard_sharing");

    public static void Bind(VirtualMachine machine, XlScope root, bool isHvm, BindingContext context)
    {
        if (IsOn(root, "vnc", byDefault: isHvm && !IsOn(root, "spice", byDefault: false) && root.Find("nographic")?.Value is not "1"))
            BindVnc(machine, root, root.Find("vnc")?.KeySpan ?? root.Anchor, context);

        foreach (var frameBuffer in root.Items("vfb"))
        {
            var spec = XlSpec.Parse(frameBuffer, null);
            if (IsOn(spec, "vnc", byDefault: true) && spec.Find("type")?.Value is null or "vnc")
                BindVnc(machine, spec, frameBuffer.Span, context);
        }

        if (IsOn(root, "spice", byDefault: false) && root.Find("spice") is { } spice)
            BindSpice(machine, root, spice, context);

        foreach (var port in root.Items("serial"))
            BindSerial(machine, port, context);
    }

    private static bool IsOn(SettingScope scope, string key, bool byDefault) => scope.Find(key) is { } setting ? setting.Value == "1" : byDefault;

    private static void BindVnc(VirtualMachine machine, SettingScope scope, Microsoft.CodeAnalysis.Text.TextSpan place, BindingContext context)
    {
        var console = context.Add(new RemoteConsole("VNC", context.Origin(place), machine) { IsHostKnown = true });
        console.Protocol = Fact.Default(ConsoleProtocol.Vnc, console.Origin, $"{Source}: vnc");
        Vnc.Bind(console, scope, context);
        console.Authentication = console.Password.IsUnresolved
            ? Fact<ConsoleAuthentication>.Unresolved(console.Origin, "***", console.Password.Source, "vncpasswd")
            : console.Password.Is(static password => password.Length > 0)
                ? console.Password.Select(static _ => ConsoleAuthentication.Password)
                : Facts.Default(context, ConsoleAuthentication.None, place, $"{Source}: vncpasswd");
        console.Transport = Facts.Default(context, LinkProtection.None, place, $"{Source}: vnc");
    }

    private static void BindSpice(VirtualMachine machine, XlScope root, Setting spice, BindingContext context)
    {
        var console = context.Add(new RemoteConsole("SPICE", context.Origin(spice.KeySpan), machine) { IsHostKnown = true });
        console.Protocol = Fact.Stated(ConsoleProtocol.Spice, console.Origin, spice.Value, spice.Key);
        Spice.Bind(console, root, context);
        if (console.Address.State is FactState.Default)
            console.Address = Fact.Default(console.Address.Value, console.Origin, $"{Source}: spicehost", "spicehost", console.Address.Spelling);

        var ticketing = Facts.Read(root, "spicedisable_ticketing", XenWords.Flag, false, $"{Source}: spicedisable_ticketing", context);
        console.Authentication = ticketing.Select(static isOff => isOff ? ConsoleAuthentication.None : ConsoleAuthentication.Password);

        // A port for TLS among others leaves open which of the two is used.
        if (root.Find("spicetls_port") is null)
            console.Transport = Facts.Default(context, LinkProtection.None, spice.KeySpan, $"{Source}: spicetls_port");

        if (root.Find("spice_clipboard_sharing") is { } clipboard)
            Clipboard.Bind(context.Add(new SideChannel(SideChannelKind.Clipboard, "clipboard", context.Origin(clipboard.KeySpan), machine)), root, context);
    }

    /// <summary>What QEMU takes for a character device: <c>tcp:HOST:PORT,server</c>, <c>telnet:…</c>, <c>udp:…</c>.</summary>
    private static void BindSerial(VirtualMachine machine, Literal port, BindingContext context)
    {
        var colon = port.Text.IndexOf(':');
        if (colon < 0 || port.Text.Substring(0, colon) is not ("tcp" or "telnet" or "udp"))
            return;

        var origin = context.Origin(port.Span);
        var options = port.Text.Split(',');
        var address = options[0].Substring(colon + 1);
        var console = context.Add(new RemoteConsole("serial", origin, machine) { IsHostKnown = true });
        console.Protocol = Fact.Stated(ConsoleProtocol.Serial, origin, port.Text, "serial");
        console.Address = TemplateMarks.Contains(port.Text)
            ? Fact<ListenAddress>.Unresolved(origin, port.Text, "template", "serial")
            : Fact.Stated(XenAddress.Of(address), origin, port.Text, "serial");
        console.IsOutgoing = Fact.Stated(System.Array.TrueForAll(options, static option => option is not ("server" or "server=on")), origin, port.Text, "serial");
        console.Authentication = Fact.Stated(ConsoleAuthentication.None, origin, port.Text, "serial");
    }
}
