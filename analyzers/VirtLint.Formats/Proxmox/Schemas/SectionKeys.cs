using VirtLint.Formats.Schemas;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The keys of Proxmox VE's files of sections.</summary>
internal static class SectionKeys
{
    /// <summary>storage.cfg. // pve-storage, Storage/*Plugin.pm: options; GlusterFS went with release 9</summary>
    public static SectionSchema Storage { get; } = new SectionSchema("storage.cfg", ObjectKind.Store, "local")
        .Type("dir", "path", "content-dirs", "format", "mkdir", "create-base-path", "create-subdirs", "is_mountpoint", "preallocation", "snapshot-as-volume-chain")
        .Type("btrfs", "path", "content-dirs", "format", "mkdir", "create-base-path", "create-subdirs", "is_mountpoint", "preallocation", "nocow")
        .Type("nfs", "path", "content-dirs", "format", "mkdir", "create-base-path", "create-subdirs", "server", "export", "options", "preallocation", "snapshot-as-volume-chain")
        .Type("cifs", "path", "content-dirs", "format", "mkdir", "create-base-path", "create-subdirs", "server", "share", "subdir", "username", "password", "domain", "smbversion", "options", "preallocation", "snapshot-as-volume-chain")
        .Type("cephfs", "path", "content-dirs", "format", "mkdir", "create-base-path", "create-subdirs", "monhost", "subdir", "options", "username", "fuse", "keyring", "fs-name")
        .Type("glusterfs", "path", "content-dirs", "format", "mkdir", "create-base-path", "create-subdirs", "server", "server2", "volume", "transport", "preallocation")
        .Type("lvm", "vgname", "base", "saferemove", "saferemove-stepsize", "saferemove_throughput", "tagged_only", "snapshot-as-volume-chain")
        .Type("lvmthin", "thinpool", "vgname")
        .Type("zfspool", "pool", "blocksize", "sparse", "mountpoint")
        .Type("zfs", "portal", "target", "pool", "blocksize", "iscsiprovider", "nowritecache", "sparse", "comstar_hg", "comstar_tg", "lio_tpg", "zfs-base-path")
        .Type("iscsi", "portal", "target")
        .Type("iscsidirect", "portal", "target")
        .Type("rbd", "monhost", "pool", "data-pool", "namespace", "username", "krbd", "keyring", "authsupported")
        .Type("pbs", "server", "datastore", "namespace", "port", "username", "password", "encryption-key", "master-pubkey", "fingerprint")
        .Type("esxi", "server", "username", "password", "skip-cert-verification", "port")
        .Common(static keys => keys
            .Keys(ValueShape.Any, "nodes", "content")
            .Keys(PveShape.Flag, "disable", "shared", "mkdir", "sparse", "krbd", "fuse", "nocow", "tagged_only", "saferemove", "skip-cert-verification")
            .Keys(ValueShape.Number(-1), "max-protected-backups")
            .Inner("prune-backups", PveKeys.Retention)
            .Inner("bwlimit", PveKeys.Bandwidth)
            .Deprecated("maxfiles", "prune-backups"));

    /// <summary>domains.cfg. // pve-access-control, Auth/*.pm: options</summary>
    public static SectionSchema Domains { get; } = new SectionSchema("domains.cfg", ObjectKind.Realm, "pam", "pve")
        .Type("pam")
        .Type("pve")
        .Type("ldap", s_directory)
        .Type("ad", [.. s_directory, "domain"])
        .Type(
            "openid",
            "issuer-url", "client-id", "client-key", "autocreate", "username-claim", "groups-claim", "groups-autocreate", "groups-overwrite",
            "prompt", "scopes", "acr-values", "audiences", "query-userinfo")
        .Common(static keys => keys.Keys(ValueShape.Any, "comment", "tfa").Keys(PveShape.Flag, "default"));

    /// <summary>jobs.cfg. // pve-guest-common, VZDump/JobBase.pm; pve-access-control, Jobs/RealmSync.pm</summary>
    public static SectionSchema Jobs { get; } = new SectionSchema("jobs.cfg")
        .Type("vzdump", new KeySet("a backup job", KeyCoverage.Complete)
            .Keys(ValueShape.Any, s_backup)
            .Naming(ObjectKind.Store, ReferenceForm.Name, "storage")
            .Naming(ObjectKind.GuestPool, ReferenceForm.Name, "pool"))
        .Type("realm-sync", new KeySet("a realm-sync job", KeyCoverage.Complete)
            .Naming(ObjectKind.Realm, ReferenceForm.Name, "realm")
            .Keys(ValueShape.Any, "scope", "remove-vanished", "enable-new"))
        .Common(static keys => keys.Keys(ValueShape.Any, "schedule", "comment").Keys(PveShape.Flag, "enabled", "repeat-missed"))
        // pve-manager, VZDump.pm: verify_vzdump_parameters
        .Exclusive("all", "vmid")
        .Exclusive("exclude", "vmid")
        .Exclusive("pool", "vmid");

    /// <summary>replication.cfg. // pve-guest-common, ReplicationConfig.pm</summary>
    public static SectionSchema Replication { get; } = new SectionSchema("replication.cfg")
        .Type("local", new KeySet("a replication job", KeyCoverage.Complete)
            .Keys(ValueShape.Any, "target", "guest", "jobnum", "comment", "rate", "schedule", "source")
            .Keys(PveShape.Flag, "disable")
            .Keys(ValueShape.OneOf("local", "full"), "remove_job"));

    /// <summary>mapping/pci.cfg. // pve-guest-common, Mapping/PCI.pm</summary>
    public static SectionSchema PciMapping { get; } = Mapping("mapping/pci.cfg", ObjectKind.PciMapping);

    /// <summary>mapping/usb.cfg. // pve-guest-common, Mapping/USB.pm</summary>
    public static SectionSchema UsbMapping { get; } = Mapping("mapping/usb.cfg", ObjectKind.UsbMapping);

    /// <summary>mapping/directory.cfg. // pve-guest-common, Mapping/Dir.pm</summary>
    public static SectionSchema FolderMapping { get; } = Mapping("mapping/directory.cfg", ObjectKind.FolderMapping);

    /// <summary>sdn/zones.cfg. // pve-network, SDN/Zones/*Plugin.pm</summary>
    public static SectionSchema Zones { get; } = new SectionSchema("sdn/zones.cfg", ObjectKind.NetworkZone)
        .Type("simple", "dhcp")
        .Type("vlan", "bridge", "bridge-disable-mac-learning")
        .Type("qinq", "tag", "bridge", "bridge-disable-mac-learning", "vlan-protocol")
        .Type("vxlan", "peers", "vxlan-port", "fabric", "bridge-disable-mac-learning")
        .Type("evpn", "vrf-vxlan", "controller", "exitnodes", "exitnodes-local-routing", "exitnodes-primary", "advertise-subnets", "disable-arp-nd-suppression", "bridge-disable-mac-learning", "rt-import", "vxlan-port", "mac")
        .Type("faucet", "dp-id", "uplink-id", "controller")
        .Common(static keys => keys.Keys(ValueShape.Any, "nodes", "mtu", "dns", "reversedns", "dnszone", "ipam", "comment"));

    /// <summary>sdn/vnets.cfg. // pve-network, SDN/VnetPlugin.pm</summary>
    public static SectionSchema Vnets { get; } = new SectionSchema("sdn/vnets.cfg", ObjectKind.VirtualNetwork)
        .Type("vnet", new KeySet("a VNet", KeyCoverage.Complete)
            .Naming(ObjectKind.NetworkZone, ReferenceForm.Name, "zone")
            .Keys(ValueShape.Any, "alias", "tag", "type", "comment")
            .Keys(PveShape.Flag, "vlanaware", "isolate-ports"));

    /// <summary>sdn/subnets.cfg. // pve-network, SDN/SubnetPlugin.pm</summary>
    public static SectionSchema Subnets { get; } = new SectionSchema("sdn/subnets.cfg")
        .Type("subnet", new KeySet("a subnet", KeyCoverage.Complete)
            .Naming(ObjectKind.VirtualNetwork, ReferenceForm.Name, "vnet")
            .Keys(ValueShape.Any, "gateway", "routes", "dnszoneprefix", "dhcp-dns-server", "cidr", "network", "mask", "zone")
            .Keys(PveShape.Flag, "snat")
            .Accumulating(ValueShape.Any, "dhcp-range"));

    private static SectionSchema Mapping(string file, ObjectKind kind) => new SectionSchema(file, kind)
        .Type("", new KeySet("a mapping", KeyCoverage.Complete)
            .Keys(ValueShape.Any, "description")
            .Keys(PveShape.Flag, "mdev", "live-migration-capable")
            .Accumulating(ValueShape.Any, "map"));

    private static string[] s_directory =>
    [
        "server1", "server2", "base_dn", "bind_dn", "password", "user_attr", "port", "secure", "sslversion", "verify", "capath", "cert", "certkey",
        "filter", "sync_attributes", "user_classes", "group_dn", "group_name_attr", "group_filter", "group_classes", "group_class", "sync-defaults-options",
        "mode", "case-sensitive",
    ];

    private static string[] s_backup =>
    [
        "vmid", "node", "all", "stdexcludes", "compress", "pigz", "zstd", "quiet", "mode", "exclude", "exclude-path", "mailto", "mailnotification",
        "notification-mode", "notification-policy", "notification-target", "tmpdir", "dumpdir", "script", "stop", "bwlimit", "ionice",
        "performance", "fleecing", "lockwait", "stopwait", "prune-backups", "maxfiles", "remove", "notes-template", "protected",
        "pbs-change-detection-mode", "starttime", "dow", "id", "size",
    ];
}
