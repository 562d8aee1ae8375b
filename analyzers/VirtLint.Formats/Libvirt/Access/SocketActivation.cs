using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Lets a host's socket units decide where its daemons listen, and the daemons' files who gets in.</summary>
/// <remarks>libvirt, daemons.rst, "Systemd socket activation": auth_* and tls_* still hold, listen_* and unix_sock_* do not.</remarks>
internal sealed class SocketActivation : ISiteLinker
{
    private const string Source = "libvirt, daemons.rst: Systemd socket activation";

    public Platform Platform => Platform.Libvirt;

    public void Link(Site site)
    {
        var units = site.All<ManagementEndpoint>().Where(static endpoint => endpoint.Name.EndsWith(".socket", StringComparison.Ordinal)).ToList();
        if (units.Count == 0)
            return;

        KeepOneOfEach(units);
        foreach (var own in site.All<ManagementEndpoint>().Where(static endpoint => endpoint.Name.IndexOf(' ') > 0).ToList())
        {
            var daemon = own.Name.Substring(0, own.Name.IndexOf(' '));
            var ofDaemon = units.Where(unit => SocketUnitFormat.DaemonOf(unit.Name) == daemon).ToList();
            if (ofDaemon.Count == 0)
                continue;

            if (own.Role is EndpointRole.Listener)
                Listen(own, ofDaemon.FirstOrDefault(unit => unit.Role is EndpointRole.Listener && unit.Protection.Is(own.Protection.Value)));
            else if (ofDaemon.LastOrDefault(unit => unit.Role == own.Role && unit.SocketMode.State is not FactState.Absent) is { } socket)
                own.SocketMode = socket.SocketMode;
        }
    }

    private static void Listen(ManagementEndpoint own, ManagementEndpoint? unit)
    {
        if (unit is null)
        {
            if (own.IsEnabled is { IsStated: true, Origin: { } origin } && own.IsEnabled.Is(true))
                own.IsEnabled = Fact.Default(false, origin, Source);

            return;
        }

        own.IsEnabled = unit.IsEnabled;
        own.Address = unit.Address;
        unit.IsEnabled = Fact<bool>.Absent;
    }

    /// <summary>A unit and its drop-ins are one listener: the one that states where it listens speaks for all.</summary>
    private static void KeepOneOfEach(List<ManagementEndpoint> units)
    {
        foreach (var group in units.Where(static unit => unit.Role is EndpointRole.Listener).GroupBy(static unit => unit.Name).ToList())
        {
            var speaker = group.LastOrDefault(static unit => unit.Address.State is not FactState.Absent) ?? group.First();
            foreach (var other in group)
            {
                if (!ReferenceEquals(other, speaker))
                    units.Remove(Silence(other));
            }
        }
    }

    private static ManagementEndpoint Silence(ManagementEndpoint unit)
    {
        unit.IsEnabled = Fact<bool>.Absent;
        return unit;
    }
}
