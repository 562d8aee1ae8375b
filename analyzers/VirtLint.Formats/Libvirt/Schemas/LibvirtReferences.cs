using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>What libvirt's XML documents define for each other, and name of each other.</summary>
/// <remarks>
/// One file defines one object, so no file knows all. Only where a file lies in the folder in which libvirt keeps all objects
/// of its kind, the folder is taken for complete.
/// </remarks>
internal static class LibvirtReferences
{
    // libvirt, src/nwfilter/xml: installed with the daemon.
    private static readonly string[] s_filters =
    [
        "allow-arp", "allow-dhcp", "allow-dhcp-server", "allow-dhcpv6", "allow-dhcpv6-server", "allow-incoming-ipv4", "allow-incoming-ipv6", "allow-ipv4",
        "allow-ipv6", "clean-traffic", "clean-traffic-gateway", "no-arp-ip-spoofing", "no-arp-mac-spoofing", "no-arp-spoofing", "no-ip-multicast",
        "no-ip-spoofing", "no-ipv6-multicast", "no-ipv6-spoofing", "no-mac-broadcast", "no-mac-spoofing", "no-other-l2-traffic", "no-other-rarp-traffic",
        "qemu-announce-self", "qemu-announce-self-rarp",
    ];

    public static void Collect(XmlElement root, BindingContext context)
    {
        switch (root.Name)
        {
            case "domain":
                CollectDomain(root, context);
                break;
            case "network":
                Define(root, ObjectKind.Network, "networks", context);

                // libvirt's packages install it.
                context.DefineBuiltIn(ObjectKind.Network, "default");
                break;
            case "pool":
                Define(root, ObjectKind.Store, "storage", context);
                context.DefineBuiltIn(ObjectKind.Store, "default");
                break;
            case "filter":
                Define(root, ObjectKind.PacketFilter, "nwfilter", context);
                foreach (var name in s_filters)
                    context.DefineBuiltIn(ObjectKind.PacketFilter, name);

                foreach (var other in root.Elements("filterref"))
                    Refer(other, "@filter", ObjectKind.PacketFilter, context);
                break;
            case "secret":
                DefineSecret(root, context);
                break;
        }
    }

    private static void CollectDomain(XmlElement domain, BindingContext context)
    {
        if (domain.Element("devices") is not { } devices)
            return;

        foreach (var nic in devices.Elements("interface"))
        {
            if (nic.Attribute("type")?.Value == "network")
                Refer(nic, "source/@network", ObjectKind.Network, context);

            Refer(nic, "filterref/@filter", ObjectKind.PacketFilter, context);
        }

        foreach (var disk in devices.Elements("disk"))
        {
            if (disk.Attribute("type")?.Value == "volume")
                Refer(disk, "source/@pool", ObjectKind.Store, context);

            foreach (var path in (string[])["auth/secret/@uuid", "source/auth/secret/@uuid", "encryption/secret/@uuid", "source/encryption/secret/@uuid"])
                Refer(disk, path, ObjectKind.Secret, context);
        }
    }

    private static void Define(XmlElement root, ObjectKind kind, string folder, BindingContext context)
    {
        if (root.Find("name/text()") is not { } name)
            return;

        context.Define(kind, name.Value, name.ValueSpan);
        if (new FilePath(context.File.Path).FolderName == folder)
            context.DefineAll(kind);
    }

    private static void DefineSecret(XmlElement root, BindingContext context)
    {
        if (root.Find("uuid/text()") is not { } uuid)
            return;

        context.Define(ObjectKind.Secret, uuid.Value.ToLowerInvariant(), uuid.ValueSpan);
        if (new FilePath(context.File.Path).FolderName == "secrets")
            context.DefineAll(ObjectKind.Secret);
    }

    private static void Refer(XmlElement element, string path, ObjectKind kind, BindingContext context)
    {
        if (element.Find(path) is { Value.Length: > 0 } setting)
            context.Refer(kind, kind is ObjectKind.Secret ? setting.Value.ToLowerInvariant() : setting.Value, setting.ValueSpan);
    }
}
