using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds shared folders, and what else crosses the guest's border beside network and disks.</summary>
internal static class DomainDevices
{
    private const string Source = "formatdomain.rst";

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.Libvirt, "domain: devices/filesystem", Source)
        .Row("readonly", (s, f) => s.IsReadOnly = f, Vocabulary.Presence, whenAbsent: false, source: "Filesystems")
        .Row(
            "binary/sandbox/@mode",
            (s, f) => s.IsServedFromNamespaces = f,
            Vocabulary.Of(("namespace", true), ("chroot", false)),
            source: "Filesystems")
        .Computed("source/@dir", s => s.HostPath, "a path, of types 'mount' and 'bind'", source: "Filesystems");

    public static readonly BindingTable<SideChannel> Memory = new BindingTable<SideChannel>(Platform.Libvirt, "domain: devices/shmem", Source)
        .Row("@name", (c, f) => c.Segment = f, Vocabulary.Text, source: "Shared memory device")
        .Row("server/@path", (c, f) => c.Server = f, Vocabulary.Text, source: "Shared memory device");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.Libvirt, "domain: devices/graphics, devices/channel", Source)
        .Computed("clipboard/@copypaste, source/clipboard/@copypaste", c => c.IsOpen, "'yes' or 'no'", source: "Graphical framebuffers, Channel")
        .Computed("filetransfer/@enable", c => c.IsOpen, "'yes' or 'no'", source: "Graphical framebuffers")
        .Computed("source/@channel", c => c.IsOpen, "'org.spice-space.webdav.0', which shares folders", source: "Channel");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        DomainHostDevices.Bind(machine, domain, context);
        BindFolders(machine, domain, context);
        BindConsoleChannels(machine, domain, context);
        foreach (var element in Devices.Of(domain, "shmem"))
        {
            var name = element.Find("@name")?.AsLiteral() ?? new Literal("unnamed", element.NameSpan);
            Memory.Bind(context.Add(new SideChannel(SideChannelKind.SharedMemory, name.Text, context.Origin(name.Span), machine)), element, context);
        }

        foreach (var script in Devices.Of(domain, "interface").Select(static nic => nic.Find("script/@path")))
        {
            // An empty path says that no script runs.
            if (script is { Value.Length: > 0 })
                HostHooks.Add(machine, "interface script", script, "script/@path", context);
        }
    }

    /// <summary>Directories and files; a block device, image, template or volume is storage, and RAM is the guest's own.</summary>
    private static void BindFolders(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var element in Devices.Of(domain, "filesystem"))
        {
            // formatdomain.rst, "Filesystems": mount is the default type
            if ((element.Find("@type")?.Value ?? "mount") is not ("mount" or "bind") || element.Find("source/@dir") is not { } path)
                continue;

            var target = element.Find("target/@dir");
            var folder = context.Add(new SharedFolder(target?.Value ?? path.Value, context.Origin(path.ValueSpan), machine));
            folder.HostPath = Facts.Read(element, path, "source/@dir", Vocabulary.Text, context);
            Folders.Bind(folder, element, context);
        }
    }

    /// <remarks>formatdomain.rst, "Graphical framebuffers" and "Channel": a SPICE client that is not told otherwise shares both, a vdagent shares nothing.</remarks>
    private static void BindConsoleChannels(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var graphics in Devices.Of(domain, "graphics").Where(static element => element.Find("@type")?.Value == "spice"))
        {
            AddChannel(machine, SideChannelKind.Clipboard, graphics, "clipboard/@copypaste", context);
            AddChannel(machine, SideChannelKind.FileTransfer, graphics, "filetransfer/@enable", context);
        }

        foreach (var channel in Devices.Of(domain, "channel"))
        {
            var type = channel.Find("@type");
            if (type?.Value == "qemu-vdagent")
                AddChannel(machine, SideChannelKind.Clipboard, channel, "source/clipboard/@copypaste", context);

            // The name under which spice-gtk and its WebDAV daemon meet.
            if (type?.Value == "spiceport" && channel.Find("source/@channel") is { Value: "org.spice-space.webdav.0" } port)
                AddOpen(machine, SideChannelKind.FolderSharing, port, "source/@channel", context);
        }
    }

    private static void AddChannel(VirtualMachine machine, SideChannelKind kind, XmlElement element, string key, BindingContext context)
    {
        if (element.Find(key) is not { } setting)
            return;

        var channel = context.Add(new SideChannel(kind, kind.ToString(), context.Origin(setting.ValueSpan), machine));
        channel.IsOpen = Facts.Read(element, setting, key, Vocabulary.YesNo, context);
    }

    private static void AddOpen(VirtualMachine machine, SideChannelKind kind, Setting setting, string key, BindingContext context)
    {
        var channel = context.Add(new SideChannel(kind, kind.ToString(), context.Origin(setting.ValueSpan), machine));
        channel.IsOpen = Fact.Stated(true, channel.Origin, setting.Value, key);
    }
}
