using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a port may send from beside its own addresses: the pairs that Neutron's API and all its clients share.</summary>
internal static class AddressPairs
{
    /// <summary>Binds one pair of a port.</summary>
    /// <param name="own">The port's own MAC address; null where it states none.</param>
    public static void Bind(NetworkInterface port, SettingScope pair, Setting? own, BindingContext context)
    {
        if (pair.Find("ip_address") is { } address && (address.Unresolved is not null || TrafficSource.Of(address.Value).IsAny))
            port.AnyAddressPair = Facts.Of(pair, address, static text => text, context);

        if (pair.Find("mac_address") is { Value.Length: > 0 } mac && !IsShared(mac.Value) && !(own is { Unresolved: null } && own.Value.Equals(mac.Value, StringComparison.OrdinalIgnoreCase)))
            port.ForeignMac = Facts.Of(pair, mac, static text => text, context);
    }

    /// <summary>The addresses that routers take over from each other. // RFC 9568, "Virtual Router MAC Address"</summary>
    private static bool IsShared(string mac) => mac.StartsWith("00:00:5e:00:0", StringComparison.OrdinalIgnoreCase);
}
