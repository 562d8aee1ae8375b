using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Storage;

/// <summary>Binds <c>&lt;pool&gt;</c>: formatstorage.rst, "Storage pool XML".</summary>
internal static class PoolBinder
{
    private const string Source = "formatstorage.rst";

    private static readonly string[] s_types =
        ["dir", "fs", "netfs", "disk", "iscsi", "iscsi-direct", "logical", "scsi", "mpath", "rbd", "sheepdog", "gluster", "zfs", "vstorage"];

    private static readonly string[] s_looseOptions = ["suid", "dev", "exec"];

    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.Libvirt, "pool", Source)
        .Row("target/path/text()", (s, f) => s.Path = f, Vocabulary.Text, source: "Target elements")
        .Row("target/permissions/mode/text()", (s, f) => s.FileMode = f, Vocabulary.OctalMode, source: "Target elements")
        .Row("source/host/@name", (s, f) => s.Server = f, Vocabulary.Text, source: "Source elements")
        .Row("source/protocol/@ver", (s, f) => s.ProtocolVersion = f, Vocabulary.Text, source: "Source elements")
        .Computed(
            "@type, source/format/@type", s => s.StoreKind,
            "'dir', 'fs', 'netfs', 'disk', 'iscsi', 'iscsi-direct', 'logical', 'scsi', 'mpath', 'rbd', 'sheepdog', 'gluster', 'zfs' or 'vstorage'",
            source: "Storage pool XML")
        .Computed("source/host/@name, source/dir/@path, source/device/@path", s => s.Endpoint, "a host and what it exports", source: "Source elements")
        .Computed("source/auth", s => s.Authentication, "the element, of iscsi and rbd", whenAbsent: "none", source: "Source elements")
        .Computed(
            "fs:mount_opts/fs:option/@name", s => s.Authentication,
            "'sec=krb5…', 'guest', of NFS and SMB",
            whenAbsent: "NFS: the host's word",
            source: "nfs(5): sec; mount.cifs(8): guest")
        .Computed(
            "fs:mount_opts/fs:option/@name", s => s.TransitProtection,
            "'sec=krb5p', of NFS; 'seal', of SMB",
            whenAbsent: "none",
            source: "nfs(5): sec; mount.cifs(8): seal")
        .Computed("fs:mount_opts/fs:option/@name", s => s.ProtocolVersion, "'vers=…', 'nfsvers=…'", source: "nfs(5): vers; mount.cifs(8): vers")
        .Computed(
            "fs:mount_opts/fs:option/@name", s => s.LooseMountOption,
            "'suid', 'dev' or 'exec'",
            whenAbsent: "nosuid, nodev, noexec",
            source: "Storage pool XML; virStorageBackendFileSystemMountAddOptions");

    public static bool IsOurs(XmlHead head) =>
        s_types.Any(type => head.RootTag.Contains($"type='{type}'") || head.RootTag.Contains($"type=\"{type}\""))
        || head.Has("libvirt.org/schemas/storagepool");

    public static void Bind(XmlElement pool, BindingContext context)
    {
        var name = pool.Find("name/text()");
        Bind(context.Add(new ImageStore(name?.Value ?? "unnamed", context.Origin(name?.ValueSpan ?? pool.NameSpan))), pool, context);
    }

    /// <summary>Binds what a pool is, whatever notation states the document.</summary>
    public static void Bind(ImageStore store, XmlElement pool, BindingContext context)
    {
        if (pool.Find("@type") is { } type && KindOf(type.Value, pool) is { } kind)
            store.StoreKind = Fact.Stated(kind, context.Origin(type.ValueSpan), type.Value, "@type");

        Table.Bind(store, pool, context);
        BindEndpoint(store, pool);
        var options = pool.Elements("mount_opts").SelectMany(static o => o.Elements("option"))
            .Select(static option => option.Find("@name")).OfType<Setting>().ToList();
        if (store.StoreKind.Is(static kind => kind is StoreKind.Nfs or StoreKind.Smb))
            NetworkShares.Bind(store, options, pool, context);

        if (store.StoreKind.Is(static kind => kind is StoreKind.Iscsi or StoreKind.Rbd))
            BindAuthentication(store, pool, context);

        // storage_util.c, virStorageBackendFileSystemMountAddOptions: nodev,nosuid,noexec unless told otherwise.
        if (options.FirstOrDefault(static option => option.Value.Split(',').Any(static part => Array.IndexOf(s_looseOptions, part.Trim()) >= 0)) is { } loose)
            store.LooseMountOption = Fact.Stated(loose.Value, context.Origin(loose.ValueSpan), loose.Value, "mount_opts/option/@name");
    }

    private static StoreKind? KindOf(string type, XmlElement pool) => type switch
    {
        "dir" or "fs" => StoreKind.Directory,
        "netfs" => pool.Find("source/format/@type")?.Value switch
        {
            "cifs" => StoreKind.Smb,
            "nfs" => StoreKind.Nfs,
            "glusterfs" => StoreKind.Gluster,

            // formatstorage.rst, "netfs": auto lets mount find out; nfs in practice, but nothing says so.
            _ => StoreKind.Other,
        },
        "logical" => StoreKind.Lvm,
        "zfs" => StoreKind.Zfs,
        "iscsi" or "iscsi-direct" => StoreKind.Iscsi,
        "rbd" => StoreKind.Rbd,
        "gluster" => StoreKind.Gluster,
        "disk" or "scsi" or "mpath" or "vstorage" or "sheepdog" => StoreKind.Other,
        _ => null,
    };

    private static void BindEndpoint(ImageStore store, XmlElement pool)
    {
        if ((pool.Find("source/dir/@path") ?? pool.Find("source/device/@path")) is not { } export
            || TemplateMarks.Contains(export.Value) || !store.Server.IsStated)
        {
            return;
        }

        var scheme = store.StoreKind.Is(StoreKind.Nfs) ? "nfs" : store.StoreKind.Is(StoreKind.Smb) ? "smb" : store.StoreKind.Is(StoreKind.Iscsi) ? "iscsi" : null;
        if (scheme is not null)
            store.Endpoint = store.Server.Select(server => NetworkShares.Endpoint(scheme, server, export.Value));
    }

    private static void BindAuthentication(ImageStore store, XmlElement pool, BindingContext context) =>
        store.Authentication = pool.Element("source") is not { } source ? Fact<StoreAuthentication>.Absent
            : source.Element("auth") is { } auth ? Fact.Stated(StoreAuthentication.Secret, context.Origin(auth.NameSpan), "auth", "source/auth")
            : Facts.Default(context, StoreAuthentication.None, source.NameSpan, $"{Source}: Source elements", "source/auth");
}
