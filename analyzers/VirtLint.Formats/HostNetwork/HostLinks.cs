using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HostNetwork;

/// <summary>The links of one host, from all files that describe them together.</summary>
internal sealed class HostLinks
{
    private readonly List<HostLink> _links = [];
    private readonly Dictionary<string, HostLink> _byName = new(StringComparer.Ordinal);

    /// <summary>The link of a name, with the place that makes it where a file does.</summary>
    public HostLink Of(string name)
    {
        if (_byName.TryGetValue(name, out var link))
            return link;

        _links.Add(_byName[name] = link = new HostLink(name));
        return link;
    }

    /// <summary>The link that a file makes; its first file is where it is reported.</summary>
    public HostLink Make(Literal name, HostLinkKind kind, BindingContext context)
    {
        var link = Of(name.Text);
        link.Kind = link.Kind is HostLinkKind.OpenVSwitch ? link.Kind : kind;
        link.Origin ??= context.Origin(name.Span);
        link.Context ??= context;
        return link;
    }

    /// <summary>Adds the bridges to the files that make them.</summary>
    public void Bind()
    {
        var ports = _links.ToLookup(static link => link.Bridge, StringComparer.Ordinal);
        var vlans = _links.Where(static link => link is { Vlan: not null, Below.Length: > 0, Address.State: not FactState.Absent }).ToLookup(static link => link.Below, StringComparer.Ordinal);
        var adapters = _links.Count(static link => link.Kind is HostLinkKind.Adapter);
        foreach (var link in _links)
        {
            if (link is { Kind: HostLinkKind.Bridge or HostLinkKind.OpenVSwitch, Context: { } context, Origin: { } origin })
                Bind(link, context, origin, ports[link.Name], vlans[link.Name], adapters);
        }
    }

    private static void Bind(HostLink link, BindingContext context, Origin origin, IEnumerable<HostLink> ports, IEnumerable<HostLink> vlans, int adapters)
    {
        var bridge = context.Add(new VirtualSwitch(link.Name, origin)
        {
            HostAddress = link.Address,
            HostGateway = link.Gateway,
            Mtu = link.Mtu,
            Controller = link.Controller,
            FailsOpen = link.FailsOpen,
            PassesBridgeFrames = link.PassesBridgeFrames,
            HostVlans = [.. vlans.Select(static vlan => vlan.Vlan).OfType<int>()],
            HostAdapterCount = adapters,
        });
        if (link.Kind is HostLinkKind.OpenVSwitch)
            bridge.IsOpenVSwitch = Fact.Stated(true, origin, link.Name);

        bridge.Internal = ports.Any() ? link.HasNoPorts.Select(static _ => false) : link.HasNoPorts;
        bridge.UplinkMtu = SmallestMtu(ports);
    }

    /// <summary>The smallest packet size of the ports; unknown when one of them does not say.</summary>
    private static Fact<int> SmallestMtu(IEnumerable<HostLink> ports)
    {
        var smallest = Fact<int>.Absent;
        foreach (var port in ports)
        {
            if (!port.Mtu.IsKnown)
                return Fact<int>.Absent;

            if (!smallest.IsKnown || port.Mtu.Value < smallest.Value)
                smallest = port.Mtu;
        }

        return smallest;
    }
}
