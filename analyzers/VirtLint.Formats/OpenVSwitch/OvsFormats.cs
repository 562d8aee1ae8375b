using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>The formats of Open vSwitch.</summary>
internal static class OvsFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new OvsScriptFormat(),
        OvsDumpFormat.File,
        OvsDumpFormat.Json,
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        OvsBinder.Bridges,
        OvsBinder.Daemon,
        OvsBinder.Certificates,
        OvsBinder.Tunnels,
        OvsBinder.Keys,
        OvsBinder.Ports,
        OvsBinder.PortsOfBridge,
        OvsBinder.FakeBridges,
        OvsBinder.Adapters,
        OvsBinder.Mirrors,
        OvnScript.Databases,
        OvnScript.Ports,
    ];
}
