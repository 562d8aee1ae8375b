using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Lifecycle;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>The stores of a Proxmox VE cluster: <c>storage.cfg</c>.</summary>
/// <remarks>pve-docs, pvesm.adoc; pve-storage, Storage/*Plugin.pm.</remarks>
internal sealed class StorageFormat : Format
{
    public static Vocabulary<StoreContent> Content { get; } = new ContentWords();

    /// <summary>// pve-storage, Storage/*Plugin.pm: plugindata, content</summary>
    private static readonly Dictionary<string, (StoreKind Kind, StoreContent Content, bool IsShared)> s_types = new(StringComparer.Ordinal)
    {
        ["dir"] = (StoreKind.Directory, StoreContent.Guests, false),
        ["btrfs"] = (StoreKind.Btrfs, StoreContent.Guests, false),
        ["lvm"] = (StoreKind.Lvm, StoreContent.Guests, false),
        ["lvmthin"] = (StoreKind.Lvm, StoreContent.Guests, false),
        ["zfspool"] = (StoreKind.Zfs, StoreContent.Guests, false),
        ["zfs"] = (StoreKind.Iscsi, StoreContent.Guests, true),
        ["nfs"] = (StoreKind.Nfs, StoreContent.Guests, true),
        ["cifs"] = (StoreKind.Smb, StoreContent.Guests, true),
        ["glusterfs"] = (StoreKind.Gluster, StoreContent.Guests, true),
        ["iscsi"] = (StoreKind.Iscsi, StoreContent.Guests, true),
        ["iscsidirect"] = (StoreKind.Iscsi, StoreContent.Guests, true),
        ["rbd"] = (StoreKind.Rbd, StoreContent.Guests, true),
        ["cephfs"] = (StoreKind.CephFs, StoreContent.Backups, true),
        ["pbs"] = (StoreKind.BackupServer, StoreContent.Backups, true),
        ["esxi"] = (StoreKind.ForeignHypervisor, StoreContent.Other, true),
    };

    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.ProxmoxVe, "storage.cfg", "pvesm.adoc")
        .Row("disable", (s, f) => s.IsDisabled = f, PveFlags.On, whenAbsent: false, source: "disable")
        .Row("shared", (s, f) => s.IsShared = f, PveFlags.On, whenAbsent: false, source: "shared")
        .Row("content", (s, f) => s.Content = f, Content, source: "content")
        .Row("path", (s, f) => s.Path = f, Vocabulary.Text, source: "path")
        .Row("server", (s, f) => s.Server = f, Vocabulary.Text, source: "server")
        .Row("prune-backups", (s, f) => s.KeepsAllBackups = f, PruneVocabulary.Instance, source: "Backup Retention")
        .Row("smbversion", (s, f) => s.ProtocolVersion = f, Vocabulary.Text, source: "CIFS Backend")
        .Computed(
            "type", s => s.StoreKind,
            "'dir', 'btrfs', 'lvm', 'lvmthin', 'zfspool', 'zfs', 'nfs', 'cifs', 'glusterfs', 'iscsi', 'iscsidirect', 'rbd', 'cephfs', 'pbs' or 'esxi'",
            source: "Storage Types")
        .Computed("type", s => s.IsShared, "a type that all nodes share", source: "Storage Types")
        .Computed("type", s => s.Content, "what the type keeps where nothing is said", source: "Storage Types")
        .Computed("server, export, share, portal, target, subdir", s => s.Endpoint, "a host and what it exports", source: "Storage Types")
        .Computed(
            "options, username", s => s.Authentication,
            "'sec=krb5…', of NFS; a user, of SMB",
            whenAbsent: "NFS: the host's word; SMB: guest",
            source: "nfs(5): sec; mount.cifs(8): guest")
        .Computed("options", s => s.TransitProtection, "'sec=krb5p', of NFS; 'seal', of SMB", whenAbsent: "none", source: "nfs(5): sec; mount.cifs(8): seal")
        .Computed("options", s => s.ProtocolVersion, "'vers=…'", source: "nfs(5): vers; mount.cifs(8): vers");

    /// <summary>The key's fingerprint, or the word that makes one: either way backups are encrypted by the client.</summary>
    public static readonly BindingTable<ImageStore> BackupServer = new BindingTable<ImageStore>(Platform.ProxmoxVe, "storage.cfg: pbs", "pvesm.adoc")
        .Row("encryption-key", (s, f) => s.BackupEncryption = f, Vocabulary.Presence, whenAbsent: false, source: "Proxmox Backup Server");

    public override string Id => "pve-storage";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE stores (storage.cfg)";

    public override FormatSchema? Schema { get; } = SectionKeys.Storage;

    public override PathClaim Claim(FilePath path) => path.Name is "storage.cfg" or "storage.cfg.j2" or "storage.cfg.erb" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var section in tree.Sections)
        {
            var store = context.Add(new ImageStore(section.Id, context.Origin(section.Anchor)));
            Table.Bind(store, section, context);
            ImportSource.Bind(section, context);
            if (s_types.TryGetValue(section.Type, out var type))
                BindType(store, section, type, context);
        }
    }

    private static void BindType(
        ImageStore store, ConfigSection section, (StoreKind Kind, StoreContent Content, bool IsShared) type, BindingContext context)
    {
        store.StoreKind = Fact.Stated(type.Kind, context.Origin(section.TypeSpan), section.Type);
        if (type.IsShared)
            store.IsShared = Fact.Default(true, context.Origin(section.Anchor), "pvesm.adoc: Storage Types");

        if (store.Content.State is FactState.Absent)
            store.Content = Facts.Default(context, type.Content, section.Anchor, "pve-storage: plugindata", "content");

        if (type.Kind is StoreKind.BackupServer)
            BackupServer.Bind(store, section, context);

        if (type.Kind is StoreKind.Nfs or StoreKind.Smb)
        {
            IReadOnlyList<Setting> options = section.Find("options") is { } stated ? [stated] : [];
            NetworkShares.Bind(store, options, section, context, hasUser: section.Find("username") is not null);
        }

        BindEndpoint(store, section);
    }

    private static void BindEndpoint(ImageStore store, ConfigSection section)
    {
        var (scheme, host, part) = section.Type switch
        {
            "nfs" => ("nfs", "server", "export"),
            "cifs" => ("smb", "server", "share"),
            "iscsi" or "iscsidirect" => ("iscsi", "portal", "target"),
            _ => ("", "", ""),
        };
        if (scheme.Length == 0 || section.Find(host) is not { } server || section.Find(part) is not { } share
            || TemplateMarks.Contains(server.Value) || TemplateMarks.Contains(share.Value))
        {
            return;
        }

        var path = share.Value + section.Find("subdir")?.Value;
        store.Endpoint = Fact.Stated(
            NetworkShares.Endpoint(scheme, server.Value, path), new Origin(store.Origin.File, share.ValueSpan), share.Value, part);
    }

    /// <summary>A comma-separated list of what may be kept.</summary>
    private sealed class ContentWords : Vocabulary<StoreContent>
    {
        public override string Expected => "a list of 'images', 'rootdir', 'vztmpl', 'iso', 'backup', 'snippets', 'import' and 'none'";

        public override bool TryRead(string text, out StoreContent value)
        {
            value = StoreContent.None;
            foreach (var word in text.Split(',', ' ', ';').Where(static word => word.Length > 0))
            {
                StoreContent? part = word switch
                {
                    "images" or "rootdir" => StoreContent.Guests,
                    "backup" => StoreContent.Backups,
                    "iso" or "vztmpl" => StoreContent.Media,
                    "snippets" or "import" => StoreContent.Other,
                    "none" => StoreContent.None,
                    _ => null,
                };
                if (part is null)
                    return false;

                value |= part.Value;
            }

            return true;
        }
    }
}
