using System.Linq;
using VirtLint.Formats.Libvirt.Domain;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt;

/// <summary>Lets a guest's console fall back to what <c>qemu.conf</c> of the same host says, in place of the built-in default.</summary>
internal sealed class ConsoleLinker : ISiteLinker
{
    public Platform Platform => Platform.Libvirt;

    public void Link(Site site)
    {
        // Several hosts in one folder: which of them runs the guest is unknown.
        var hosts = site.All<RemoteConsole>().Where(static console => console.IsHostDefault).ToList();
        if (hosts.Count == 0 || hosts.Select(static host => host.Origin.File.Path).Distinct().Skip(1).Any())
            return;

        foreach (var console in site.All<RemoteConsole>())
        {
            // A console that raw QEMU arguments open asks the host for nothing.
            if (console.IsHostDefault || console.IsHostKnown || hosts.FirstOrDefault(host => console.Protocol.Is(host.Protocol.Value)) is not { } host)
                continue;

            console.IsHostKnown = true;
            if (console.Protocol.Is(ConsoleProtocol.Serial))
                LinkSerial(console, host);
            else
                LinkDisplay(console, host);
        }
    }

    private static void LinkDisplay(RemoteConsole console, RemoteConsole host)
    {
        if (console.Address.State is FactState.Default)
            console.Address = Explained(host.Address, host);

        if (console.Authentication.State is FactState.Default)
            console.Authentication = host.Authentication.State is FactState.Default ? console.Authentication : Explained(host.Authentication, host);

        if (console.Protocol.Is(ConsoleProtocol.Vnc) && console.Transport.State is FactState.Default)
            console.Transport = Explained(host.Transport, host);

        // Without TLS on the host, SPICE has no encrypted port to fall back from.
        if (console.Protocol.Is(ConsoleProtocol.Spice) && console.Transport.Is(LinkProtection.Opportunistic) && host.Transport.Is(LinkProtection.None))
            console.Transport = Fact.Default(LinkProtection.None, console.Transport.Origin ?? console.Origin, "qemu.conf: spice_tls");
    }

    private static void LinkSerial(RemoteConsole console, RemoteConsole host)
    {
        if (console.Transport.State is FactState.Default)
            console.Transport = Explained(host.Transport, host);

        if (console.Authentication.State is not FactState.Absent && !console.Authentication.IsUnresolved)
            console.Authentication = DomainCharacterDevices.AuthenticationOf(console, !host.VerifyPeer.Is(false), console.Origin);
    }

    private static Fact<T> Explained<T>(Fact<T> fact, RemoteConsole host) =>
        fact.Origin is { } origin && fact.IsStated ? fact.With(new RelatedPlace(origin, $"'{host.Origin.File.Path}' fixes it for every guest")) : fact;
}
