using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>devices/graphics</c>: formatdomain.rst, "Graphical framebuffers".</summary>
internal static class DomainGraphics
{
    private const string Source = "formatdomain.rst: Graphical framebuffers";

    private static readonly Vocabulary<LinkProtection> s_modes = Vocabulary.Of(
        ("any", LinkProtection.Opportunistic), ("secure", LinkProtection.Encrypted), ("insecure", LinkProtection.None));

    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(Platform.Libvirt, "domain: devices/graphics", Source)
        .Row("@passwd", (c, f) => c.Password = f, Vocabulary.Secret)
        .Row(
            "@sharePolicy",
            (c, f) => c.IgnoresExclusiveViewers = f,
            Vocabulary.Of(("allow-exclusive", false), ("force-shared", false), ("ignore", true)),
            whenAbsent: false,
            source: "sharePolicy")
        .Row("@powerControl", (c, f) => c.PowerControl = f, Vocabulary.YesNo, source: "powerControl, since 7.1.0");

    public static readonly BindingTable<RemoteConsole> Spice = new BindingTable<RemoteConsole>(Platform.Libvirt, "domain: devices/graphics", Source)
        .Row("@passwd", (c, f) => c.Password = f, Vocabulary.Secret)
        .Row("@defaultMode", (c, f) => c.Transport = f, s_modes, LinkProtection.Opportunistic, "defaultMode");

    /// <summary>What VNC, SPICE and RDP have in common.</summary>
    public static readonly BindingTable<RemoteConsole> Common = new BindingTable<RemoteConsole>(Platform.Libvirt, "domain: devices/graphics", Source)
        .Computed("@type", c => c.Protocol, "'vnc', 'spice' or 'rdp'")
        .Computed(
            "@listen, listen/@type, listen/@address, listen/@network, listen/@socket, @socket", c => c.Address,
            "an address, a network, a socket or nothing",
            whenAbsent: "qemu.conf: vnc_listen, spice_listen, 127.0.0.1",
            decidedBy: "qemu.conf: vnc_listen, spice_listen, vnc_auto_unix_socket, spice_auto_unix_socket")
        .Computed(
            "@defaultMode, channel/@mode", c => c.Transport,
            "'any', 'secure' or 'insecure', of SPICE",
            whenAbsent: "VNC: qemu.conf: vnc_tls, 0; SPICE: any",
            decidedBy: "qemu.conf: vnc_tls, spice_tls")
        .Computed(
            "@passwd", c => c.Authentication,
            "a password",
            whenAbsent: "none",
            decidedBy: "qemu.conf: vnc_password, spice_password, vnc_sasl, spice_sasl, vnc_tls_x509_verify");

    public static void Bind(VirtualMachine machine, XmlElement element, bool isQemu, bool isLive, BindingContext context)
    {
        if (element.Find("@type") is not { } type || ProtocolOf(type.Value) is not { } protocol)
            return;

        var console = context.Add(new RemoteConsole(type.Value, context.Origin(type.ValueSpan), machine));
        console.Protocol = Fact.Stated(protocol, context.Origin(type.ValueSpan), type.Value, "@type");
        console.Address = AddressOf(element, context);
        if (protocol is ConsoleProtocol.Vnc)
            Vnc.Bind(console, element, context);
        else if (protocol is ConsoleProtocol.Spice)
            BindSpice(console, element, context);

        var anchor = context.Origin(element.NameSpan);
        if (console.Password.State is FactState.Absent && isLive)
            console.Password = Fact<string>.Unresolved(anchor, "", "dump of a running guest, which leaves secrets out", "@passwd");

        var isOpen = isQemu && protocol is not ConsoleProtocol.Rdp && !DomainConsoles.IsPartial(element, context);
        console.Authentication = LibvirtConsole.AuthenticationOf(
            console, isOpen ? LibvirtConsole.None(anchor) : Fact<ConsoleAuthentication>.Absent);
        if (!isOpen)
            return;

        // qemu.conf: vnc_listen and spice_listen, "configured to listen on 127.0.0.1 by default"
        if (console.Address.State is FactState.Absent)
            console.Address = Fact.Default(ListenAddress.Of("127.0.0.1"), anchor, "qemu.conf: vnc_listen, spice_listen");

        if (protocol is ConsoleProtocol.Vnc)
            console.Transport = Fact.Default(LinkProtection.None, anchor, "qemu.conf: vnc_tls");
    }

    private static void BindSpice(RemoteConsole console, XmlElement element, BindingContext context)
    {
        Spice.Bind(console, element, context);
        if (!console.Transport.Is(LinkProtection.Encrypted))
            return;

        if (element.Elements("channel").Select(static channel => channel.Find("@mode")).FirstOrDefault(static mode => mode?.Value == "insecure") is { } mode)
            console.Transport = Fact.Stated(LinkProtection.Opportunistic, context.Origin(mode.ValueSpan), mode.Value, "channel/@mode");
    }

    private static ConsoleProtocol? ProtocolOf(string type) => type switch
    {
        "vnc" => ConsoleProtocol.Vnc,
        "spice" => ConsoleProtocol.Spice,
        "rdp" => ConsoleProtocol.Rdp,
        _ => null,
    };

    /// <summary>
    /// Where the console listens, by its first <c>listen</c> child and the attribute that repeats it. Absent when the
    /// host decides. // formatdomain.rst: "listen"
    /// </summary>
    private static Fact<ListenAddress> AddressOf(XmlElement element, BindingContext context)
    {
        if (element.Find("@socket") is { } socket)
            return Socket(socket, context);

        var child = element.Element("listen");
        if (child?.Find("@type") is { } type)
        {
            switch (type.Value)
            {
                case "none":
                    return Fact.Stated(ListenAddress.Nowhere, context.Origin(type.ValueSpan), type.Value, "listen/@type");
                case "socket":
                    return Socket(child.Find("@socket") ?? type, context);
                case "network" when child.Find("@address") is null:
                    var network = child.Find("@network") ?? type;
                    return Fact.Stated(new ListenAddress(network.Value, Exposure.Unknown), context.Origin(network.ValueSpan), network.Value, "listen/@network");
            }
        }

        var inner = Filled(child?.Find("@address"));
        var outer = Filled(element.Find("@listen"));
        if ((outer ?? inner) is not { } setting)
            return Fact<ListenAddress>.Absent;

        var origin = context.Origin(setting.ValueSpan);
        if (TemplateMarks.Contains(setting.Value))
            return Fact<ListenAddress>.Unresolved(origin, setting.Value, "template", "listen");

        return Fact.Stated(ListenAddress.Of(setting.Value), origin, setting.Value, "listen", context.Embedding is null ? new ListenSpelling(element, outer, inner) : null);
    }

    /// <summary>An empty address is none.</summary>
    private static Setting? Filled(Setting? setting) => setting is { Value.Length: > 0 } ? setting : null;

    private static Fact<ListenAddress> Socket(Setting setting, BindingContext context) => Fact.Stated(
        new ListenAddress(setting.Value, Exposure.UnixSocket), context.Origin(setting.ValueSpan), setting.Value, "socket");

    /// <summary>The address stands twice, and libvirt refuses a domain in which the two differ.</summary>
    private sealed class ListenSpelling(XmlElement graphics, Setting? outer, Setting? inner) : IFactSpelling<ListenAddress>
    {
        public string? Spell(ListenAddress value) => value.Exposure is Exposure.None or Exposure.UnixSocket ? null : value.Text;

        public ImmutableArray<TextChange> Write(ListenAddress value)
        {
            if (Spell(value) is not { } word)
                return [];

            var changes = ImmutableArray.CreateBuilder<TextChange>();
            if (outer is not null && graphics.Replace(outer, word) is { } first)
                changes.Add(first);

            if (inner is not null && graphics.Replace(inner, word) is { } second)
                changes.Add(second);

            return changes.ToImmutable();
        }

        public TextChange? Remove() => null;
    }
}
