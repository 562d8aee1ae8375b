using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>Binds a network that the daemon makes: what guests of it meet, and how it goes on to other hosts.</summary>
internal static class NetworkBinder
{
    public static readonly BindingTable<VirtualSwitch> Table = new BindingTable<VirtualSwitch>(Platform.Incus, "network: config", "Incus, doc/reference/network_bridge")
        .Row("bridge.mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "bridge.mtu")
        .Computed("bridge.driver", s => s.IsOpenVSwitch, "'openvswitch'", whenAbsent: "native", source: "bridge.driver")
        .Computed("tunnel.NAME.protocol", s => s.Overlay, "'vxlan' or 'gre'", source: "tunnel.NAME.protocol")
        .Computed("tunnel.NAME.remote", s => s.OverlayPeers, "addresses of other hosts", source: "tunnel.NAME.remote");

    public static void Bind(SettingScope network, SettingScope config, BindingContext context)
    {
        var name = network.Find("name");
        var title = name is { Unresolved: null, Value.Length: > 0 } ? name.Value : "network";
        IncusKeys.CheckNetwork(config, context);
        DeviceBinder.BindAccessList(title, null, config, context);
        if (name is null)
            return;

        var bridge = context.Add(new VirtualSwitch(title, context.Origin(name.ValueSpan)));
        Table.Bind(bridge, config, context);
        if (config.Find("bridge.driver") is { } driver)
            bridge.IsOpenVSwitch = Facts.Of(config, driver, static text => text == "openvswitch", context);

        BindTunnels(bridge, config, context);
    }

    private static void BindTunnels(VirtualSwitch bridge, SettingScope config, BindingContext context)
    {
        var peers = new System.Collections.Generic.List<string>();
        foreach (var setting in config.Settings.Where(static setting => setting.Key.StartsWith("tunnel.", StringComparison.Ordinal)))
        {
            if (setting.Key.EndsWith(".protocol", StringComparison.Ordinal) && setting.Value is "vxlan" or "gre" && !bridge.Overlay.IsKnown)
                bridge.Overlay = Facts.Of(config, setting, static text => text == "gre" ? OverlayKind.Gre : OverlayKind.Vxlan, context);
            else if (setting.Key.EndsWith(".remote", StringComparison.Ordinal) && setting.Unresolved is null)
                peers.Add(setting.Value);
        }

        if (peers.Count > 0)
            bridge.OverlayPeers = Fact.Stated(string.Join(",", peers), bridge.Origin, string.Join(",", peers), "tunnel.NAME.remote");
    }
}

/// <summary>Binds a pool in which the daemon keeps disks of instances.</summary>
internal static class PoolBinder
{
    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.Incus, "storage pool", "Incus, doc/reference/storage_drivers")
        .Row(
            "driver",
            (s, f) => s.StoreKind = f,
            Vocabulary.Of(
                ("dir", StoreKind.Directory), ("btrfs", StoreKind.Btrfs), ("zfs", StoreKind.Zfs), ("lvm", StoreKind.Lvm), ("lvmcluster", StoreKind.Lvm), ("ceph", StoreKind.Rbd), ("cephfs", StoreKind.CephFs),
                ("cephobject", StoreKind.Other), ("linstor", StoreKind.Other), ("truenas", StoreKind.Iscsi), ("powerflex", StoreKind.Other), ("pure", StoreKind.Other), ("alletra", StoreKind.Other), ("powerstore", StoreKind.Other)),
            source: "Storage drivers")
        .Computed("config.source", s => s.Path, "a directory of the host", source: "source");

    public static void Bind(SettingScope pool, SettingScope? config, BindingContext context)
    {
        if (pool.Find("name") is not { Value.Length: > 0, Unresolved: null } name)
            return;

        var store = context.Add(new ImageStore(name.Value, context.Origin(name.ValueSpan)));
        Table.Bind(store, pool, context);
        if (config?.Find("source") is { } source && (source.Value.StartsWith("/", StringComparison.Ordinal) || source.Unresolved is not null))
            store.Path = Facts.Read(config, source, "source", Vocabulary.Text, context);
    }
}
