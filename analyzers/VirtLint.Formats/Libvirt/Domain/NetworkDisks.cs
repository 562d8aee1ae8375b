using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds what QEMU itself reads over the network: <c>disk type='network'</c>.</summary>
internal static class NetworkDisks
{
    private const string Source = "formatdomain.rst: Hard drives, floppy disks, CDROMs";

    private static readonly Dictionary<string, StorageProtocol> s_protocols = new(StringComparer.Ordinal)
    {
        ["http"] = StorageProtocol.Http,
        ["https"] = StorageProtocol.Https,
        ["ftp"] = StorageProtocol.Ftp,
        ["ftps"] = StorageProtocol.Ftps,
        ["tftp"] = StorageProtocol.Tftp,
        ["ssh"] = StorageProtocol.Ssh,
        ["nbd"] = StorageProtocol.Nbd,
        ["iscsi"] = StorageProtocol.Iscsi,
        ["rbd"] = StorageProtocol.Rbd,
        ["gluster"] = StorageProtocol.Gluster,
        ["nfs"] = StorageProtocol.Nfs,
        ["sheepdog"] = StorageProtocol.Other,
        ["vxhs"] = StorageProtocol.Other,
    };

    /// <summary>What libvirt and QEMU read over the network.</summary>
    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.Libvirt, "domain: devices/disk[@type='network']", Source)
        .Computed("source/@protocol", d => d.Protocol, "'http', 'https', 'ftp', 'ftps', 'tftp', 'ssh', 'nbd', 'iscsi', 'rbd', 'gluster', 'nfs', 'sheepdog' or 'vxhs'")
        .Computed("source/host/@name, source/host/@transport", d => d.Host, "text; 'unix' means this host")
        .Computed("source/ssl/@verify", d => d.VerifyTls, "'yes' or 'no', of https and ftps", whenAbsent: "yes")
        .Computed(
            "source/@protocol, source/@tls", d => d.TransitProtection,
            "the protocol, and for nbd 'yes' or 'no'",
            whenAbsent: "qemu.conf: nbd_tls, 0",
            decidedBy: "qemu.conf: nbd_tls")
        .Computed("auth, source/auth", d => d.HasCredentials, "the element, of iscsi and rbd", whenAbsent: "no credentials");

    public static void Bind(Disk disk, XmlElement element, BindingContext context)
    {
        if (!disk.SourceKind.Is(DiskSourceKind.Network) || element.Element("source") is not { } source
            || source.Find("@protocol") is not { } protocol || !s_protocols.TryGetValue(protocol.Value, out var known))
        {
            return;
        }

        var origin = context.Origin(protocol.ValueSpan);
        disk.Protocol = Fact.Stated(known, origin, protocol.Value, "source/@protocol");
        var isLocal = source.Find("host/@transport")?.Value == "unix";
        disk.Host = isLocal
            ? Fact.Stated("localhost", context.Origin(source.NameSpan), "unix", "source/host/@transport")
            : Facts.Read(element, "source/host/@name", Vocabulary.Text, null, Source, context);
        if (known is StorageProtocol.Https or StorageProtocol.Ftps)
            disk.VerifyTls = Facts.Read(element, "source/ssl/@verify", Vocabulary.YesNo, true, Source, context);

        disk.TransitProtection = known switch
        {
            StorageProtocol.Http or StorageProtocol.Ftp or StorageProtocol.Tftp => Fact.Stated(LinkProtection.None, origin, protocol.Value, "source/@protocol"),
            StorageProtocol.Https or StorageProtocol.Ftps or StorageProtocol.Ssh => Fact.Stated(LinkProtection.Encrypted, origin, protocol.Value, "source/@protocol"),

            // qemu.conf: nbd_tls, 0 by default, holds for every disk that does not state tls.
            StorageProtocol.Nbd => Facts.Read(
                element,
                "source/@tls",
                Vocabulary.Of(("yes", LinkProtection.Encrypted), ("no", LinkProtection.None)),
                LinkProtection.None,
                "qemu.conf: nbd_tls",
                context),
            _ => disk.TransitProtection,
        };
        if (known is StorageProtocol.Iscsi or StorageProtocol.Rbd)
            disk.HasCredentials = Credentials(element, context);
    }

    /// <summary>The element stands under <c>disk</c>, or since 3.9.0 under <c>source</c>.</summary>
    private static Fact<bool> Credentials(XmlElement element, BindingContext context) =>
        (element.Element("auth") ?? element.Element("source")?.Element("auth")) is { } auth
            ? Fact.Stated(true, context.Origin(auth.NameSpan), "auth", "auth")
            : Facts.Default(context, false, element.NameSpan, Source, "auth");
}
