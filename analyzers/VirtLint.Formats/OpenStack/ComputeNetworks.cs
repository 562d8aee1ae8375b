using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>By which of its networks a compute node is managed, and over which it moves guests.</summary>
internal static class ComputeNetworks
{
    private const string Source = "nova.conf: live_migration_inbound_addr";

    private static readonly string[] s_self = ["$my_ip", "${my_ip}", "${DEFAULT.my_ip}"];

    // nova/conf/netconf.py: my_ip
    public static readonly BindingTable<Hypervisor> Host = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: DEFAULT", "nova.conf: my_ip")
        .Row("my_ip", (h, f) => h.ManagementAddress = f, Vocabulary.Text)
        .Computed("keystone_authtoken/auth_url, my_ip; api_database/connection", h => h.RunsControlPlane, "the same address, or another");

    // nova/conf/libvirt.py: live_migration_inbound_addr, "If this option is set to None, the hostname of the migration target compute node will be used"
    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.OpenStack, "nova.conf: libvirt", Source)
        .Row("live_migration_inbound_addr", (p, f) => p.Network = f, Vocabulary.Text)
        .Computed("live_migration_inbound_addr; DEFAULT/my_ip", p => p.SharesManagementNetwork, "the same address", "the host's own name");

    public static void BindHost(OsloConf conf, Hypervisor host, BindingContext context)
    {
        var section = conf.Section("DEFAULT");
        Host.Bind(host, section, context);
        if (host.ManagementAddress is { IsStated: true, Origin: { } origin } own && ControllerOf(conf) is { } controller)
            host.RunsControlPlane = Fact.Stated(controller.IsLocal || controller.Text == own.Value || HasDatabase(conf), origin, own.AsWritten, own.Key);
    }

    public static void BindMigration(OsloConf conf, MigrationPolicy policy, Hypervisor host, BindingContext context)
    {
        var libvirt = conf.Section("libvirt");
        Migration.Bind(policy, libvirt, context);
        if (libvirt.Find("live_migration_inbound_addr") is { } address)
        {
            if (Array.IndexOf(s_self, address.Value.Trim()) >= 0 || policy.Network.Is(text => host.ManagementAddress.Is(text)))
                policy.SharesManagementNetwork = Fact.Stated(true, context.Origin(address.ValueSpan), address.Value, address.Key);
        }
        else if (host.RunsControlPlane.Is(false) && libvirt.Settings.Any(static setting => setting.Key.StartsWith("live_migration_", StringComparison.Ordinal)))
        {
            policy.SharesManagementNetwork = Facts.Default(context, true, libvirt.Anchor, Source, "live_migration_inbound_addr");
        }
    }

    /// <summary>Compute nodes ask the conductor; packages leave a database of their own in their files. // nova, "Cells": api_database</summary>
    private static bool HasDatabase(OsloConf conf) =>
        conf.Find("api_database", "connection") is { Value.Length: > 0 } connection && !connection.Value.StartsWith("sqlite", StringComparison.OrdinalIgnoreCase);

    /// <summary>The host that the service signs in at.</summary>
    private static ListenAddress? ControllerOf(OsloConf conf) =>
        conf.Find("keystone_authtoken", "auth_url") is { Unresolved: null, IsConditional: false } url && !TemplateMarks.Contains(url.Value) ? ServiceUrl.Parse(url)?.Host : null;
}
