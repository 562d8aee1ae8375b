using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Xen;

/// <summary>The formats of Xen.</summary>
internal static class XenFormats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new XlConfFormat(),
        new XendFormat(),
        new XenCommandLineFormat(),
        new XlCfgFormat(),
        new XlMigrateFormat(),
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new XenLinker(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        XlCfgFormat.Table,
        XlConfFormat.Table,
        XendFormat.Endpoints,
        XendFormat.Relocation,
        XenCommandLineFormat.Table,
        XlMigrateFormat.Table,
        XlCfgFormat.Nesting,
        XenDevices.Disks,
        XenDevices.Cards,
        XenDevices.Devices,
        XenDevices.Folders,
        XenDevices.Arguments,
        XenConsoles.Vnc,
        XenConsoles.Spice,
        XenConsoles.Serial,
        XenConsoles.Clipboard,
    ];
}
