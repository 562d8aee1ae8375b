using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>What <c>qemu.conf</c> fixes for every guest's console that does not say otherwise.</summary>
internal static class QemuConfConsoles
{
    private static readonly Vocabulary<LinkProtection> s_tls = Vocabulary.Of(("1", LinkProtection.Encrypted), ("0", LinkProtection.None));
    private static readonly ListenAddress s_loopback = ListenAddress.Of("127.0.0.1");

    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(Platform.Libvirt, "qemu.conf", QemuConfFormat.Source)
        .Row("vnc_listen", (c, f) => c.Address = f, Vocabulary.Listen, s_loopback, "vnc_listen")
        .Row("vnc_tls", (c, f) => c.Transport = f, s_tls, LinkProtection.None, "vnc_tls")
        .Row("vnc_password", (c, f) => c.Password = f, Vocabulary.Secret, source: "vnc_password")
        .Row("vnc_sasl", (c, f) => c.Sasl = f, Vocabulary.OneZero, whenAbsent: false, source: "vnc_sasl")
        .Computed("vnc_auto_unix_socket", c => c.Address, "'1' puts consoles without an address on sockets", whenAbsent: "0", source: "vnc_auto_unix_socket")
        .Computed(
            "vnc_password, vnc_sasl, vnc_tls, vnc_tls_x509_verify", c => c.Authentication,
            "what of these is set",
            whenAbsent: "none",
            source: "vnc_password, vnc_sasl")
        .Computed("(file)", c => c.Protocol, "the keys that begin with vnc_")
        .Computed("vnc_tls_x509_verify, default_tls_x509_verify", c => c.VerifyPeer, "'1' or '0'", whenAbsent: "0", source: "vnc_tls_x509_verify");

    public static readonly BindingTable<RemoteConsole> Spice = new BindingTable<RemoteConsole>(Platform.Libvirt, "qemu.conf", QemuConfFormat.Source)
        .Row("spice_listen", (c, f) => c.Address = f, Vocabulary.Listen, s_loopback, "spice_listen")
        .Row("spice_tls", (c, f) => c.Transport = f, s_tls, LinkProtection.None, "spice_tls")
        .Row("spice_password", (c, f) => c.Password = f, Vocabulary.Secret, source: "spice_password")
        .Row("spice_sasl", (c, f) => c.Sasl = f, Vocabulary.OneZero, whenAbsent: false, source: "spice_sasl")
        .Computed("spice_auto_unix_socket", c => c.Address, "'1' puts consoles without an address on sockets", whenAbsent: "0", source: "spice_auto_unix_socket")
        .Computed("spice_password, spice_sasl", c => c.Authentication, "what of these is set", whenAbsent: "none", source: "spice_password, spice_sasl")
        .Computed("(file)", c => c.Protocol, "the keys that begin with spice_");

    /// <summary>Serial ports and other character devices: the host supplies TLS, the guest says where they listen.</summary>
    public static readonly BindingTable<RemoteConsole> Serial = new BindingTable<RemoteConsole>(Platform.Libvirt, "qemu.conf", QemuConfFormat.Source)
        .Row("chardev_tls", (c, f) => c.Transport = f, s_tls, LinkProtection.None, "chardev_tls")
        .Computed("chardev_tls_x509_verify, default_tls_x509_verify", c => c.VerifyPeer, "'1' or '0'", whenAbsent: "1", source: "chardev_tls_x509_verify")
        .Computed("(file)", c => c.Protocol, "the keys that begin with chardev_");

    public static void Bind(LibvirtConfScope settings, BindingContext context)
    {
        var vnc = Add("vnc", ConsoleProtocol.Vnc, settings, context);
        Vnc.Bind(vnc, settings, context);
        vnc.VerifyPeer = QemuConfFormat.VerifyPeer(settings, "vnc_tls_x509_verify", whenAbsent: false, context);
        ApplySocket(vnc, settings, "vnc_auto_unix_socket", context);
        vnc.Authentication = LibvirtConsole.AuthenticationOf(vnc, context.IsPartial ? Fact<ConsoleAuthentication>.Absent : LibvirtConsole.None(vnc.Origin));

        var spice = Add("spice", ConsoleProtocol.Spice, settings, context);
        Spice.Bind(spice, settings, context);
        ApplySocket(spice, settings, "spice_auto_unix_socket", context);
        spice.Authentication = LibvirtConsole.AuthenticationOf(spice, context.IsPartial ? Fact<ConsoleAuthentication>.Absent : LibvirtConsole.None(spice.Origin));

        var serial = Add("serial", ConsoleProtocol.Serial, settings, context);
        Serial.Bind(serial, settings, context);
        serial.VerifyPeer = QemuConfFormat.VerifyPeer(settings, "chardev_tls_x509_verify", whenAbsent: true, context);
    }

    private static RemoteConsole Add(string name, ConsoleProtocol protocol, LibvirtConfScope settings, BindingContext context)
    {
        var origin = context.Origin(settings.Anchor);
        var console = context.Add(new RemoteConsole(name, origin) { IsHostKnown = true });
        console.Protocol = Fact.Default(protocol, origin, QemuConfFormat.Source);
        return console;
    }

    /// <summary>A console without an address of its own becomes a Unix socket then. // qemu.conf: vnc_auto_unix_socket</summary>
    private static void ApplySocket(RemoteConsole console, LibvirtConfScope settings, string key, BindingContext context)
    {
        var socket = Facts.Read(settings, key, Vocabulary.OneZero, null, $"{QemuConfFormat.Source}: {key}", context);
        if (socket.IsUnresolved || socket.Is(true))
            console.Address = socket.Select(static _ => new ListenAddress("", Exposure.UnixSocket));
    }
}
