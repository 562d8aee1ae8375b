using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds the blocks of <c>libvirt_domain</c> up to 0.8.</summary>
/// <remarks>website/docs/r/domain.html.markdown of release 0.8.3; where the provider's defaults differ from libvirt's, its own count.</remarks>
internal static class DomainBlocks
{
    private const string Source = "dmacvicar/libvirt 0.8: libvirt_domain";

    private static readonly Vocabulary<ConsoleProtocol> s_protocols = Vocabulary.Of(("spice", ConsoleProtocol.Spice), ("vnc", ConsoleProtocol.Vnc), ("rdp", ConsoleProtocol.Rdp));

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.Libvirt, "libvirt_domain: graphics", Source)
        .Row("type", (c, f) => c.Protocol = f, s_protocols, ConsoleProtocol.Spice, "graphics")
        .Row("listen_address", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"), "graphics");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.Libvirt, "libvirt_domain: network_interface", Source)
        .Row("mac", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "network_interface")
        .Computed("network_name, network_id, bridge, macvtap, vepa, private, passthrough", n => n.Attachment, "the name of a network, bridge or adapter")
        .Computed("network_name, bridge", n => n.Network, "text");

    public static readonly BindingTable<SharedFolder> Folder = new BindingTable<SharedFolder>(Platform.Libvirt, "libvirt_domain: filesystem", Source)
        .Row("source", (s, f) => s.HostPath = f, Vocabulary.Text, source: "filesystem")
        .Row("readonly", (s, f) => s.IsReadOnly = f, TerraformWords.Flag, whenAbsent: true, source: "filesystem");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.Libvirt, "libvirt_domain: tpm", Source)
        .Row("backend_version", (t, f) => t.Version = f, Vocabulary.Of(("2.0", TpmVersion.V20), ("1.2", TpmVersion.V12)), source: "tpm");

    private static readonly (string Key, NetworkAttachment Attachment)[] s_attachments =
    [
        ("network_name", NetworkAttachment.Network),
        ("network_id", NetworkAttachment.Network),
        ("bridge", NetworkAttachment.Bridge),
        ("macvtap", NetworkAttachment.SharedAdapter),
        ("vepa", NetworkAttachment.SharedAdapter),
        ("private", NetworkAttachment.SharedAdapter),
        ("passthrough", NetworkAttachment.AssignedAdapter),
    ];

    public static void Bind(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var graphics in node.Nodes("graphics"))
            BindConsole(machine, graphics, context);

        BindDisks(machine, node, context);
        BindCards(machine, node, context);
        foreach (var folder in node.Nodes("filesystem"))
        {
            if (folder.Find("source") is { } source)
                Folder.Bind(context.Add(new SharedFolder(folder.Find("target")?.Value ?? "filesystem", context.Origin(source.ValueSpan), machine)), folder, context);
        }

        if (node.Node("tpm") is { } tpm)
            Tpm.Bind(context.Add(new VirtualTpm("tpm", context.Origin(tpm.Anchor), machine)), tpm, context);
    }

    private static void BindConsole(VirtualMachine machine, ConfigNode graphics, BindingContext context)
    {
        var anchor = context.Origin(graphics.Anchor);
        var console = context.Add(new RemoteConsole(graphics.Find("type")?.Value ?? "spice", anchor, machine));
        Console.Bind(console, graphics, context);
        console.Address = graphics.Find("listen_type") switch
        {
            null or { Value: "none", Unresolved: null } => Facts.Default(context, ListenAddress.Nowhere, graphics.Anchor, $"{Source}: graphics, listen_type"),
            { Value: "address", Unresolved: null } => console.Address,
            var type => Fact<ListenAddress>.Unresolved(context.Origin(type.ValueSpan), type.Value, type.Unresolved ?? "a network's address", "listen_type"),
        };
        console.Authentication = context.IsPartial ? Fact<ConsoleAuthentication>.Absent : LibvirtConsole.None(anchor);
        console.Transport = console.Protocol.Is(ConsoleProtocol.Vnc)
            ? Facts.Default(context, LinkProtection.None, graphics.Anchor, "qemu.conf: vnc_tls")
            : Facts.Default(context, LinkProtection.Opportunistic, graphics.Anchor, "formatdomain.rst: Graphical framebuffers");
    }

    private static void BindDisks(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var index = 0;
        foreach (var block in node.Nodes("disk"))
        {
            var disk = context.Add(new Disk($"disk{index++}", context.Origin(block.Anchor), machine));
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
            if (block.Find("file") is { } file)
            {
                disk.Source = ArgumentFacts.Of(block, file, static path => path, context);
                disk.SourceKind = disk.Source.Select(static _ => DiskSourceKind.File);

                // "The filename to use as the block device for this disk (read-only)"
                disk.IsReadOnly = Fact.Default(true, disk.Origin, $"{Source}: disk, file");
            }
            else if (block.Find("block_device") is { } device)
            {
                disk.Source = ArgumentFacts.Of(block, device, static path => path, context);
                disk.SourceKind = disk.Source.Select(static _ => DiskSourceKind.Block);
            }
            else if (block.Find("url") is { } url)
            {
                BindUrl(disk, block, url, context);
            }
        }
    }

    /// <summary>QEMU itself reads the image off the server.</summary>
    private static void BindUrl(Disk disk, ConfigNode block, Syntax.Setting url, BindingContext context)
    {
        disk.IsReadOnly = Fact.Default(true, disk.Origin, $"{Source}: disk, url");
        disk.Source = ArgumentFacts.Of(block, url, static text => text, context);
        disk.SourceKind = disk.Source.Select(static _ => DiskSourceKind.Network);
        disk.Host = ArgumentFacts.Of(block, url, Url.HostOf, context);
        var isPlain = url.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        disk.Protocol = ArgumentFacts.Of(block, url, _ => isPlain ? StorageProtocol.Http : StorageProtocol.Https, context);
        disk.TransitProtection = ArgumentFacts.Of(block, url, _ => isPlain ? LinkProtection.None : LinkProtection.Encrypted, context);
    }

    private static void BindCards(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var index = 0;
        foreach (var block in node.Nodes("network_interface"))
        {
            var nic = context.Add(new NetworkInterface($"nic{index++}", context.Origin(block.Anchor), machine));
            Card.Bind(nic, block, context);
            foreach (var (key, attachment) in s_attachments)
            {
                if (block.Find(key) is not { } target)
                    continue;

                // The id of a network that Terraform makes is known after it is made: that it is a network is known before.
                nic.Attachment = Fact.Stated(attachment, context.Origin(target.ValueSpan), target.Value, key);
                if (key is "network_name" or "bridge")
                    nic.Network = ArgumentFacts.Of(block, target, static name => name, context);

                break;
            }
        }
    }
}
