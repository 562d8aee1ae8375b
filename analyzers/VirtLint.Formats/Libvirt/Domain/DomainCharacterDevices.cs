using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds the network side of serial and parallel ports: formatdomain.rst, "Consoles, serial, parallel &amp; channel devices".</summary>
internal static class DomainCharacterDevices
{
    private const string Source = "formatdomain.rst: TCP client/server, UDP network console";

    private static readonly string[] s_elements = ["serial", "parallel", "console", "channel"];

    public static readonly BindingTable<RemoteConsole> Tcp = new BindingTable<RemoteConsole>(Platform.Libvirt, "domain: devices/serial", Source)
        .Row("source/@host", (c, f) => c.Address = f, Vocabulary.Listen)
        .Row("source/@mode", (c, f) => c.IsOutgoing = f, Vocabulary.Of(("connect", true), ("bind", false)), whenAbsent: true)
        .Row(
            "source/@tls",
            (c, f) => c.Transport = f,
            Vocabulary.Of(("yes", LinkProtection.Encrypted), ("no", LinkProtection.None)),
            whenAbsent: LinkProtection.None,
            source: "tls, and chardev_tls of qemu.conf")
        .Computed("@type", c => c.Protocol, "'tcp' or 'udp'")
        .Computed("source/@mode, source[@mode='bind']/@host", c => c.Address, "an address, of type 'udp'", whenAbsent: "0.0.0.0")
        .Computed(
            "source/@tls", c => c.Authentication,
            "'yes' or 'no'; TLS asks the other side for a certificate",
            whenAbsent: "none",
            decidedBy: "qemu.conf: chardev_tls, chardev_tls_x509_verify");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        var hasSerial = Devices.Of(domain, "serial").Any();
        foreach (var name in s_elements)
        {
            foreach (var element in Devices.Of(domain, name))
            {
                if (name == "console" && hasSerial && IsRepeated(element))
                    continue;

                if (element.Find("@type") is { Value: "tcp" })
                    BindTcp(machine, element, context);
                else if (element.Find("@type") is { Value: "udp" })
                    BindUdp(machine, element, context);
            }
        }
    }

    /// <summary>The first serial port stands a second time as a console.</summary>
    private static bool IsRepeated(XmlElement console) => console.Find("target/@type") is null or { Value: "serial" };

    private static void BindTcp(VirtualMachine machine, XmlElement element, BindingContext context)
    {
        var console = Add(machine, element, context);
        Tcp.Bind(console, element, context);
        console.Authentication = AuthenticationOf(console, verifiesPeer: true, context.Origin(element.NameSpan));
    }

    /// <summary>Who is let in: TLS verifies the other side unless the host says otherwise. // qemu.conf: chardev_tls_x509_verify</summary>
    public static Fact<ConsoleAuthentication> AuthenticationOf(RemoteConsole console, bool verifiesPeer, Origin anchor) =>
        console.Transport.Is(LinkProtection.Encrypted) && verifiesPeer ? console.Transport.Select(static _ => ConsoleAuthentication.ClientCertificate)
        : console.Transport.IsKnown ? Fact.Default(ConsoleAuthentication.None, anchor, Source)
        : console.Transport.Select(static _ => ConsoleAuthentication.ClientCertificate);

    /// <summary>A UDP console names both ends; no address to bind means every one.</summary>
    private static void BindUdp(VirtualMachine machine, XmlElement element, BindingContext context)
    {
        var sources = element.Elements("source").ToList();
        var bound = sources.FirstOrDefault(static source => source.Find("@mode") is { Value: "bind" });
        if ((bound ?? sources.FirstOrDefault()) is not { } source)
            return;

        var console = Add(machine, element, context);
        var anchor = context.Origin(source.NameSpan);
        console.IsOutgoing = Fact.Default(bound is null, anchor, Source);
        console.Address = Facts.Read(source, "@host", Vocabulary.Listen, bound is null ? null : (PlatformDefault<ListenAddress>)ListenAddress.Of("0.0.0.0"), Source, context);
        console.Transport = Fact.Default(LinkProtection.None, anchor, Source);
        console.Authentication = Fact.Default(ConsoleAuthentication.None, anchor, Source);
    }

    private static RemoteConsole Add(VirtualMachine machine, XmlElement element, BindingContext context)
    {
        var origin = context.Origin(element.NameSpan);
        var console = context.Add(new RemoteConsole(element.Name, origin, machine));
        console.Protocol = Fact.Stated(ConsoleProtocol.Serial, origin, element.Name);
        return console;
    }
}
