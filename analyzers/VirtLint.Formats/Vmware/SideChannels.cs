using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds what crosses between guest and console: <c>isolation.tools.*.disable</c>.</summary>
/// <param name="platform">Whose tables it adds to.</param>
/// <param name="place">The file or element that the keys stand in.</param>
internal sealed class SideChannels(Platform platform, string place)
{
    private readonly (string Key, SideChannelKind Kind, BindingTable<SideChannel> Table)[] _channels =
    [
        Channel(platform, place, "isolation.tools.copy.disable", SideChannelKind.Clipboard, "vm-8.deactivate-console-copy"),
        Channel(platform, place, "isolation.tools.paste.disable", SideChannelKind.Clipboard, "vm-8.deactivate-console-paste"),
        Channel(platform, place, "isolation.tools.dnd.disable", SideChannelKind.FileTransfer, "vm-8.isolation-tools-dnd-deactivate"),
    ];

    public IEnumerable<IBindingTable> Tables => _channels.Select(static channel => channel.Table);

    public void Bind(VirtualMachine machine, SettingScope root, BindingContext context)
    {
        foreach (var (key, kind, table) in _channels)
        {
            if (root.Find(key) is { } setting)
                table.Bind(context.Add(new SideChannel(kind, key, context.Origin(setting.KeySpan), machine)), root, context);
        }
    }

    private static (string Key, SideChannelKind Kind, BindingTable<SideChannel> Table) Channel(Platform platform, string place, string key, SideChannelKind kind, string control) =>
        (key, kind, new BindingTable<SideChannel>(platform, place, VmxFormat.Guide).Row(key, (c, f) => c.IsOpen = f, VmxWords.Disabling, source: control));
}
