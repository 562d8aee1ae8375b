using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds the nested attributes of <c>libvirt_domain</c> since 0.9: libvirt's XML, element by element, in the language's names.</summary>
/// <remarks>docs/resources/domain.md, docs/schema-mapping.md: libvirt's own defaults apply.</remarks>
internal static class DomainAttributes
{
    private const string Source = "dmacvicar/libvirt 0.9: libvirt_domain";

    public static readonly BindingTable<VirtualMachine> Labels = new BindingTable<VirtualMachine>(Platform.Libvirt, "libvirt_domain: sec_label", Source)
        .Row(
            "type",
            (m, f) => m.Confinement = f,
            Vocabulary.Of(("dynamic", GuestConfinement.Enforced), ("static", GuestConfinement.Enforced), ("none", GuestConfinement.None)),
            source: "formatdomain.rst: Security label");

    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(Platform.Libvirt, "libvirt_domain: devices/graphics/vnc", Source)
        .Row("listen", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"), "qemu.conf: vnc_listen")
        .Row("passwd", (c, f) => c.Password = f, Vocabulary.Secret)
        .Row("share_policy", (c, f) => c.IgnoresExclusiveViewers = f, Vocabulary.Of(("allow-exclusive", false), ("force-shared", false), ("ignore", true)), whenAbsent: false)
        .Row("power_control", (c, f) => c.PowerControl = f, Vocabulary.YesNo);

    public static readonly BindingTable<RemoteConsole> Spice = new BindingTable<RemoteConsole>(Platform.Libvirt, "libvirt_domain: devices/graphics/spice", Source)
        .Row("listen", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"), "qemu.conf: spice_listen")
        .Row("passwd", (c, f) => c.Password = f, Vocabulary.Secret)
        .Row(
            "default_mode",
            (c, f) => c.Transport = f,
            Vocabulary.Of(("any", LinkProtection.Opportunistic), ("secure", LinkProtection.Encrypted), ("insecure", LinkProtection.None)),
            LinkProtection.Opportunistic);

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.Libvirt, "libvirt_domain: devices/disks", Source)
        .Row(
            "device",
            (d, f) => d.Use = f,
            Vocabulary.Of(("disk", DiskUse.Disk), ("cdrom", DiskUse.Optical), ("floppy", DiskUse.Floppy), ("lun", DiskUse.Passthrough)),
            whenAbsent: DiskUse.Disk)
        .Row("source/volume/pool", (d, f) => d.Store = f, Vocabulary.Text)
        .Row("read_only", (d, f) => d.IsReadOnly = f, TerraformWords.Flag, whenAbsent: false)
        .Row("shareable", (d, f) => d.IsShared = f, TerraformWords.Flag, whenAbsent: false)
        .Row(
            "driver/cache",
            (d, f) => d.Cache = f,
            Vocabulary.Of(
                ("default", DiskCache.Default),
                ("none", DiskCache.None),
                ("writethrough", DiskCache.WriteThrough),
                ("writeback", DiskCache.WriteBack),
                ("directsync", DiskCache.DirectSync),
                ("unsafe", DiskCache.Unsafe)),
            whenAbsent: DiskCache.Default)
        .Row("encryption/format", (d, f) => d.Encryption = f, LibvirtWords.Encryptions)
        .Computed("source/file/file, source/block/dev", d => d.Source, "a path")
        .Computed("source/file, source/block, source/volume", d => d.SourceKind, "an object");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.Libvirt, "libvirt_domain: devices/interfaces", Source)
        .Row("mac/address", (n, f) => n.Mac = f, MacAddress.Vocabulary)
        .Computed("source/network/network, source/bridge/bridge", n => n.Network, "text")
        .Computed("source", n => n.Attachment, "which of its members is stated: 'network', 'bridge'")
        .Row("source/network/port_group", (n, f) => n.PortGroupName = f, Vocabulary.Text)
        .Row("filter_ref/filter", (n, f) => n.Filter = f, Vocabulary.Text)
        .Row("trust_guest_rx_filters", (n, f) => n.TrustsGuestFilters = f, Vocabulary.YesNo, whenAbsent: false)
        .Row("port_options/isolated", (n, f) => n.Isolated = f, Vocabulary.YesNo, whenAbsent: false);

    public static readonly BindingTable<SharedFolder> Folder = new BindingTable<SharedFolder>(Platform.Libvirt, "libvirt_domain: devices/filesystems", Source)
        .Row("source/mount/dir", (s, f) => s.HostPath = f, Vocabulary.Text)
        .Row("read_only", (s, f) => s.IsReadOnly = f, TerraformWords.Flag, whenAbsent: false);

    public static void Bind(VirtualMachine machine, ConfigNode node, ConfigNode devices, BindingContext context)
    {
        foreach (var label in node.Nodes("sec_label"))
        {
            if (label.Find("model") is not { Value: "dac" })
                Labels.Bind(machine, label, context);
        }

        foreach (var graphics in devices.Nodes("graphics"))
        {
            if (graphics.Node("vnc") is { } vnc)
                BindConsole(machine, ConsoleProtocol.Vnc, vnc, context);

            if (graphics.Node("spice") is { } spice)
                BindConsole(machine, ConsoleProtocol.Spice, spice, context);
        }

        foreach (var drive in devices.Nodes("disks"))
            BindDisk(machine, drive, context);

        var index = 0;
        foreach (var card in devices.Nodes("interfaces"))
            BindCard(machine, card, index++, context);

        foreach (var folder in devices.Nodes("filesystems"))
        {
            if (folder.Find("source/mount/dir") is { } source)
                Folder.Bind(context.Add(new SharedFolder(folder.Find("target/dir")?.Value ?? "filesystem", context.Origin(source.ValueSpan), machine)), folder, context);
        }
    }

    private static void BindConsole(VirtualMachine machine, ConsoleProtocol protocol, ConfigNode graphics, BindingContext context)
    {
        var anchor = context.Origin(graphics.Anchor);
        var isVnc = protocol is ConsoleProtocol.Vnc;
        var console = context.Add(new RemoteConsole(isVnc ? "vnc" : "spice", anchor, machine));
        (isVnc ? Vnc : Spice).Bind(console, graphics, context);
        console.Protocol = Fact.Stated(protocol, anchor, console.Name);
        if (isVnc)
            console.Transport = Facts.Default(context, LinkProtection.None, graphics.Anchor, "qemu.conf: vnc_tls");

        if (graphics.Find("socket") is { } socket)
            console.Address = ArgumentFacts.Of(graphics, socket, static path => new ListenAddress(path, Exposure.UnixSocket), context);
        else if (graphics.Find("listen") is null && graphics.Node("listeners") is { } listener)
            console.Address = AddressOf(listener, context);

        console.Authentication = LibvirtConsole.AuthenticationOf(console, LibvirtConsole.None(anchor));
    }

    private static Fact<ListenAddress> AddressOf(ConfigNode listener, BindingContext context) =>
        listener.Find("address/address") is { } address ? ArgumentFacts.Of(listener, address, ListenAddress.Of, context)
        : listener.Node("socket") is { } socket ? Fact.Stated(new ListenAddress("socket", Exposure.UnixSocket), context.Origin(socket.Anchor), "socket")
        : Fact<ListenAddress>.Absent;

    private static void BindDisk(VirtualMachine machine, ConfigNode drive, BindingContext context)
    {
        var target = drive.Find("target/dev");
        var disk = context.Add(new Disk(target is { Unresolved: null } ? target.Value : "disk", context.Origin(target?.ValueSpan ?? drive.Anchor), machine));
        Drive.Bind(disk, drive, context);
        if ((drive.Find("source/file/file") ?? drive.Find("source/block/dev")) is { } path)
        {
            disk.Source = ArgumentFacts.Of(drive, path, static text => text, context);
            disk.SourceKind = disk.Source.Select(_ => path.Key == "dev" ? DiskSourceKind.Block : DiskSourceKind.File);
        }
        else if (drive.Node("source")?.Node("volume") is { } volume)
        {
            disk.SourceKind = Fact.Stated(DiskSourceKind.Volume, context.Origin(volume.Anchor), "volume");
        }

        // formatdomain.rst, "readonly": implied for a CD-ROM.
        if (disk.Use.Is(DiskUse.Optical) && disk.IsReadOnly.State is FactState.Default)
            disk.IsReadOnly = Facts.Default(context, true, drive.Anchor, Source);
    }

    private static void BindCard(VirtualMachine machine, ConfigNode card, int index, BindingContext context)
    {
        var nic = context.Add(new NetworkInterface($"nic{index}", context.Origin(card.Anchor), machine));
        Card.Bind(nic, card, context);
        if (card.Find("source/network/network") is { } network)
            Connect(nic, card, network, NetworkAttachment.Network, context);
        else if (card.Find("source/bridge/bridge") is { } bridge)
            Connect(nic, card, bridge, NetworkAttachment.Bridge, context);
    }

    private static void Connect(NetworkInterface nic, ConfigNode card, Syntax.Setting target, NetworkAttachment attachment, BindingContext context)
    {
        nic.Network = ArgumentFacts.Of(card, target, static name => name, context);
        nic.Attachment = Fact.Stated(attachment, context.Origin(target.ValueSpan), target.Value, target.Key);
    }
}
