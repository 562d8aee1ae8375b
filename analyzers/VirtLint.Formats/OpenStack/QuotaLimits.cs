using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a project may take at most, of every service.</summary>
internal static class QuotaLimits
{
    // nova/conf/quota.py; neutron/conf/quota.py; cinder/quota.py; glance/common/config.py: a negative number lifts the limit
    private static readonly (string Section, string Key)[] s_keys =
    [
        ("quota", "instances"), ("quota", "cores"), ("quota", "ram"), ("quota", "server_groups"), ("quota", "key_pairs"),
        ("quotas", "quota_network"), ("quotas", "quota_subnet"), ("quotas", "quota_port"), ("quotas", "quota_router"), ("quotas", "quota_floatingip"),
        ("quotas", "quota_security_group"), ("quotas", "quota_security_group_rule"),
        ("DEFAULT", "quota_volumes"), ("DEFAULT", "quota_gigabytes"), ("DEFAULT", "quota_snapshots"), ("DEFAULT", "quota_backups"), ("DEFAULT", "quota_backup_gigabytes"),
        ("DEFAULT", "image_member_quota"), ("DEFAULT", "image_property_quota"), ("DEFAULT", "image_tag_quota"), ("DEFAULT", "image_location_quota"),
    ];

    public static readonly BindingTable<Hypervisor> Limits = new BindingTable<Hypervisor>(Platform.OpenStack, "*.conf: quota, quotas, DEFAULT", "the services' configuration options")
        .Computed("quota/instances, cores, ram, driver; quotas/quota_network, quota_port and others; DEFAULT/quota_volumes and others", h => h.LiftedLimit, "a negative number, or a driver that counts nothing");

    // oslo.middleware, sizelimit.py: max_request_body_size
    public static readonly BindingTable<ManagementEndpoint> Requests = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "*.conf: oslo_middleware", "oslo.middleware: sizelimit")
        .Row("max_request_body_size", (e, f) => e.RequestBytes = f, Vocabulary.Integer);

    public static readonly string[] ResourceKeys =
    [
        "instances", "cores", "ram", "server_groups", "key_pairs", "volumes", "gigabytes", "snapshots", "backups", "backup_gigabytes",
        "network", "subnet", "port", "router", "floatingip", "security_group", "security_group_rule",
        "networks", "subnets", "ports", "routers", "floating_ips", "security_groups", "security_group_rules", "load_balancers", "per_volume_gigabytes",
    ];

    public static void Bind(OsloConf conf, string service, BindingContext context)
    {
        var middleware = conf.Section("oslo_middleware");
        if (middleware.Find("max_request_body_size") is { } size)
            Requests.Bind(context.Add(new ManagementEndpoint(service, context.Origin(size.KeySpan)) { Role = EndpointRole.Session }), middleware, context);

        Hypervisor? host = null;
        foreach (var (name, key) in s_keys)
        {
            if (conf.Find(name, key) is { } setting && IsLifted(setting))
                host = Report(host, service, setting, context);
        }

        // nova/quota.py: NoopQuotaDriver
        if (conf.Find("quota", "driver") is { Unresolved: null, IsConditional: false } driver && driver.Value.EndsWith("NoopQuotaDriver", System.StringComparison.Ordinal))
            Report(host, service, driver, context);
    }

    /// <summary>The limits of one project, as a resource of a template states them.</summary>
    public static void Bind(string name, SettingScope scope, BindingContext context)
    {
        Hypervisor? host = null;
        foreach (var setting in ResourceKeys.Select(scope.Find).OfType<Setting>().Where(IsLifted))
            host = Report(host, name, setting, context);
    }

    private static bool IsLifted(Setting setting) =>
        setting is { Unresolved: null, IsConditional: false } && setting.Value.Trim() is "-1";

    /// <summary>One finding for all limits of a file or resource: they are lifted by one decision.</summary>
    private static Hypervisor Report(Hypervisor? host, string name, Setting setting, BindingContext context)
    {
        var origin = context.Origin(setting.ValueSpan);
        if (host is null)
        {
            host = context.Add(new Hypervisor(name, context.Origin(setting.KeySpan)));
            host.LiftedLimit = Fact.Stated(setting.Key, origin, setting.Value, setting.Key);
        }
        else
        {
            host.LiftedLimit = host.LiftedLimit.With(new RelatedPlace(origin, "this limit is lifted, too"));
        }

        return host;
    }
}
