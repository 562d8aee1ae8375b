using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The keys of datacenter.cfg.</summary>
/// <remarks>pve-cluster, DataCenterConfig.pm.</remarks>
internal static class DatacenterKeys
{
    private static readonly ValueShape s_protection = ValueShape.OneOf("secure", "insecure");

    public static KeySet All { get; } = new KeySet("datacenter.cfg", KeyCoverage.Complete, Duplicates.LastCounts)
        .Keys(ValueShape.Any, "keyboard", "language", "http_proxy", "email_from", "description", "mac_prefix", "registered-tags", "consent-text", "location")
        .Keys(ValueShape.Number(1), "max_workers")
        .Keys(ValueShape.OneOf("applet", "vv", "html5", "xtermjs"), "console")
        .Keys(ValueShape.OneOf("watchdog", "hardware", "both"), "fencing")
        .Inner("migration", Link("'migration' of datacenter.cfg"))
        .Inner("replication", Link("'replication' of datacenter.cfg"))
        .Inner("ha", Inner("ha").Keys(ValueShape.OneOf("freeze", "failover", "conditional", "migrate"), "shutdown_policy"))
        .Inner("crs", Inner("crs")
            .Keys(ValueShape.OneOf("basic", "static", "dynamic"), "ha")
            .Keys(PveShape.Boolean, "ha-rebalance-on-start", "ha-auto-rebalance")
            .Keys(ValueShape.OneOf("bruteforce", "topsis"), "ha-auto-rebalance-method")
            .Keys(ValueShape.Any, "ha-auto-rebalance-threshold", "ha-auto-rebalance-hold-duration", "ha-auto-rebalance-margin"))
        .Inner("next-id", Inner("next-id").Keys(ValueShape.Number(100, 1_000_000_000), "lower", "upper"))
        .Inner("bwlimit", PveKeys.Bandwidth)
        .Inner("u2f", Inner("u2f").Keys(ValueShape.Any, "appid", "origin"))
        .Inner("webauthn", Inner("webauthn").Keys(ValueShape.Any, "rp", "origin", "id").Keys(PveShape.Boolean, "allow-subdomains"))
        .Inner("tag-style", Inner("tag-style")
            .Keys(ValueShape.OneOf("full", "circle", "dense", "none"), "shape")
            .Keys(ValueShape.Any, "color-map")
            .Keys(ValueShape.OneOf("config", "alphabetical"), "ordering")
            .Keys(PveShape.Boolean, "case-sensitive"))
        .Inner("user-tag-access", Inner("user-tag-access")
            .Keys(ValueShape.OneOf("none", "list", "existing", "free"), "user-allow")
            .Keys(ValueShape.Any, "user-allow-list"))
        .Inner("notify", Inner("notify")
            .Deprecated("package-updates", "the notification settings of the datacenter")
            .WithoutEffect("the notification settings of the datacenter replaced it", "target-package-updates", "fencing", "target-fencing", "replication", "target-replication"))
        .Deprecated("migration_unsecure", "migration: type=insecure", "4.3");

    /// <summary>// pve-guest-common, AbstractMigrate.pm: the legacy key counts only where 'migration' has no type</summary>
    public static void CheckCombinations(SettingScope settings, BindingContext context)
    {
        if (settings.Find("migration_unsecure") is { } legacy
            && settings.Find("migration") is { } migration
            && PropertyString.Parse(migration, "type").Find("type") is { } type)
        {
            context.Report(
                SettingIssueKind.SettingWithoutEffect, legacy.Key, legacy.KeySpan, "'migration_unsecure' has no effect, since 'migration' states a type",
                related: new RelatedPlace(context.Origin(type.ValueSpan), "the type that counts"));
        }
    }

    private static KeySet Link(string place) => new KeySet(place, KeyCoverage.Complete) { DefaultKey = "type" }
        .Keys(s_protection, "type")
        .Keys(ValueShape.Any, "network");

    private static KeySet Inner(string key) => new($"'{key}' of datacenter.cfg", KeyCoverage.Complete);
}
