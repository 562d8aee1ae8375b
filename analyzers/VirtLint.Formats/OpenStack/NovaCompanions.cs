using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>Settings of the compute service that exclude, need or switch off each other.</summary>
internal static class NovaCompanions
{
    private static readonly string[] s_certificates = ["vencrypt_client_key", "vencrypt_client_cert", "vencrypt_ca_certs"];

    public static void Check(OsloConf conf, BindingContext context)
    {
        CheckMigration(conf, context);
        CheckConsole(conf, context);
        CheckFilters(conf, context);
    }

    /// <summary>// nova/virt/libvirt/driver.py: _parse_migration_flags refuses both</summary>
    private static void CheckMigration(OsloConf conf, BindingContext context)
    {
        if (conf.IsTrue("libvirt", "live_migration_tunnelled") && conf.IsTrue("libvirt", "live_migration_with_native_tls") && conf.Find("libvirt", "live_migration_tunnelled") is { } tunnelled)
        {
            context.Report(
                SettingIssueKind.ConflictingKeys, tunnelled.Key, tunnelled.KeySpan,
                "'live_migration_tunnelled' and 'live_migration_with_native_tls' exclude each other, so that nova-compute does not start");
        }
    }

    /// <summary>// nova/conf/vnc.py: vencrypt_client_key, vencrypt_client_cert, vencrypt_ca_certs</summary>
    private static void CheckConsole(OsloConf conf, BindingContext context)
    {
        if (context.IsPartial || conf.Find("vnc", "auth_schemes") is not { Unresolved: null, IsConditional: false } schemes || !Oslo.List(schemes.Value).Contains("vencrypt"))
            return;

        // The key and its certificate may be left out together, but without an authority nobody is verified.
        if (s_certificates.All(key => conf.Find("vnc", key) is null or { Value.Length: 0 }))
        {
            context.Report(
                SettingIssueKind.MissingCompanionSetting, schemes.Key, schemes.KeySpan,
                "'auth_schemes' asks for 'vencrypt', but 'vencrypt_ca_certs', 'vencrypt_client_cert' and 'vencrypt_client_key' are not set");
        }
    }

    /// <summary>// nova/conf/scheduler.py: max_instances_per_host</summary>
    private static void CheckFilters(OsloConf conf, BindingContext context)
    {
        var filters = conf.Find("filter_scheduler", "enabled_filters");
        if (filters is null or not { Unresolved: null, IsConditional: false } || filters.Value.IndexOf("{{", System.StringComparison.Ordinal) >= 0 || conf.Find("filter_scheduler", "max_instances_per_host") is not { } most)
            return;

        if (!Oslo.List(filters.Value).Any(static filter => filter.EndsWith("NumInstancesFilter", System.StringComparison.Ordinal)))
        {
            context.Report(
                SettingIssueKind.SettingWithoutEffect, most.Key, most.KeySpan,
                "'max_instances_per_host' has no effect, because 'enabled_filters' names neither NumInstancesFilter nor AggregateNumInstancesFilter");
        }
    }
}
