using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds what crosses between guest and console: <c>isolation.tools.*.disable</c>.</summary>
internal static class VmxChannels
{
    private static readonly (string Key, SideChannelKind Kind, BindingTable<SideChannel> Table)[] s_channels =
    [
        Channel("isolation.tools.copy.disable", SideChannelKind.Clipboard, "vm-8.deactivate-console-copy"),
        Channel("isolation.tools.paste.disable", SideChannelKind.Clipboard, "vm-8.deactivate-console-paste"),
        Channel("isolation.tools.dnd.disable", SideChannelKind.FileTransfer, "vm-8.isolation-tools-dnd-deactivate"),
    ];

    public static IEnumerable<IBindingTable> Tables => s_channels.Select(static channel => channel.Table);

    public static void Bind(VirtualMachine machine, VmxScope root, BindingContext context)
    {
        foreach (var (key, kind, table) in s_channels)
        {
            if (root.Find(key) is { } setting)
                table.Bind(context.Add(new SideChannel(kind, key, context.Origin(setting.KeySpan), machine)), root, context);
        }
    }

    private static (string Key, SideChannelKind Kind, BindingTable<SideChannel> Table) Channel(string key, SideChannelKind kind, string control) =>
        (key, kind, new BindingTable<SideChannel>(Platform.Vmware, ".vmx", VmxFormat.Guide).Row(key, (c, f) => c.IsOpen = f, VmxWords.Disabling, source: control));
}
