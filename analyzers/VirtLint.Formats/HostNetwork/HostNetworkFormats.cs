using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.HostNetwork;

/// <summary>The formats in which hosts describe their own network, whatever runs guests on it.</summary>
internal static class HostNetworkFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        NetplanFormat.Libvirt,
        NetplanFormat.OpenVSwitch,
        NetworkdFormat.Instance,
        NmstateFormat.Libvirt,
        NmstateFormat.OpenVSwitch,
        NetworkManagerFormat.Instance,
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        NetplanFormat.Bridges,
        NetplanFormat.Switches,
        NetworkdFormat.Table,
        NmstateFormat.Bridges,
        NmstateFormat.Switches,
        NetworkManagerFormat.Table,
    ];
}
