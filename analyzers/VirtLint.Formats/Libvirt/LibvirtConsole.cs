using VirtLint.Model;

namespace VirtLint.Formats.Libvirt;

/// <summary>What libvirt's and QEMU's consoles have in common, wherever they are written.</summary>
internal static class LibvirtConsole
{
    /// <summary>QEMU lets everybody in when nothing else is set. // qemu.conf: vnc_password, "only allow local connections"</summary>
    public static Fact<ConsoleAuthentication> None(Origin anchor) =>
        Fact.Default(ConsoleAuthentication.None, anchor, "qemu.conf: vnc_password, spice_password");

    /// <summary>Who is let in, by what the console itself states; <paramref name="otherwise"/> when it states nothing.</summary>
    /// <remarks>An empty password locks the console. // qemu.conf: "an empty string will still enable passwords"</remarks>
    public static Fact<ConsoleAuthentication> AuthenticationOf(RemoteConsole console, Fact<ConsoleAuthentication> otherwise)
    {
        if (console.Password.State is not FactState.Absent)
            return console.Password.Select(static _ => ConsoleAuthentication.Password).Masked();

        if (console.Sasl.IsUnresolved || console.Sasl.Is(true))
            return console.Sasl.Select(static _ => ConsoleAuthentication.Sasl);

        if (!console.VerifyPeer.IsUnresolved && !console.VerifyPeer.Is(true))
            return otherwise;

        return console.Transport.State switch
        {
            FactState.Unresolved => console.Transport.Select(static _ => ConsoleAuthentication.ClientCertificate),
            _ when console.Transport.Is(LinkProtection.None) => otherwise,
            _ => console.VerifyPeer.Select(static _ => ConsoleAuthentication.ClientCertificate),
        };
    }
}
