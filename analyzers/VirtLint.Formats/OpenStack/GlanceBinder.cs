using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>The image service: <c>glance-api.conf</c>, and the settings of its imports.</summary>
internal static class GlanceBinder
{
    private const string Source = "glance-api.conf";

    // glance, etc/glance-api-paste.ini: the pipelines without "keystone" end in UnauthenticatedContextMiddleware
    public static readonly BindingTable<ImageStore> Deploy = new BindingTable<ImageStore>(Platform.OpenStack, "glance-api.conf: paste_deploy", Source)
        .Row("flavor", (s, f) => s.Authentication = f, Oslo.Judged("a pipeline", AuthenticationOf, (StoreAuthentication.Secret, "keystone")));

    // glance/common/config.py: show_image_direct_url, show_multiple_locations
    public static readonly BindingTable<ImageStore> Locations = new BindingTable<ImageStore>(Platform.OpenStack, "glance-api.conf: DEFAULT", Source)
        .Row("show_image_direct_url", (s, f) => s.ExposesLocations = f, Oslo.Boolean)
        .Row("show_multiple_locations", (s, f) => s.AcceptsLocations = f, Oslo.Boolean)
        .Computed("enabled_import_methods", s => s.FetchesFromAnywhere, "a list with 'web-download', while import_filtering_opts names no host")
        .Computed("image_format/vmdk_allowed_types", s => s.ForeignExtents, "a list of subformats; those count that name other files");

    // glance/common/config.py: image_format, require_image_format_match
    public static readonly BindingTable<ImageStore> Inspection = new BindingTable<ImageStore>(Platform.OpenStack, "glance-api.conf: image_format", Source)
        .Row("require_image_format_match", (s, f) => s.InspectsImages = f, Oslo.Boolean);

    // glance/common/config.py: property_protection_file, default None
    public static readonly BindingTable<ImageStore> Properties = new BindingTable<ImageStore>(Platform.OpenStack, "glance-api.conf: DEFAULT property_protection_file", Source)
        .Row("property_protection_file", (s, f) => s.ProtectsProperties = f, Oslo.Judged("a path to a file of rules", static path => path.Length > 0, (true, "property-protections.conf")), false);

    // glance_store/_drivers/filesystem.py: filesystem_store_file_perm; glance/common/config.py: node_staging_uri
    public static readonly BindingTable<ImageStore> Files = new BindingTable<ImageStore>(Platform.OpenStack, "glance-api.conf: glance_store", Source)
        .Row("filesystem_store_file_perm", (s, f) => s.NewFileMode = f, Vocabulary.OctalMode)
        .Computed("DEFAULT/node_staging_uri; os_glance_staging_store/filesystem_store_datadir", s => s.Path, "a directory");

    public static void Bind(OsloConf conf, BindingContext context)
    {
        if (!conf.Has("paste_deploy") && !conf.Has("glance_store") && !conf.Has("DEFAULT") && !conf.Has("image_format") && !conf.Has("import_filtering_opts"))
            return;

        var store = context.Add(new ImageStore("glance", context.Origin(conf.Section("DEFAULT").Anchor)));
        var deploy = conf.Section("paste_deploy");

        // A pipeline of the site's own may authenticate whatever it is called.
        if (deploy.Find("config_file") is null && deploy.Find("flavor") is not null)
            Deploy.Bind(store, deploy, context);

        Locations.Bind(store, conf.Section("DEFAULT"), context);
        Inspection.Bind(store, conf.Section("image_format"), context);
        if (conf.Find("image_format", "vmdk_allowed_types") is { } types)
            store.ForeignExtents = NovaBinder.ForeignExtents(conf.Section("image_format"), types, context);

        Properties.Bind(store, conf.Section("DEFAULT"), context);
        BindFiles(conf, context);
        BindImport(conf, store, context);
        CheckFilters(conf, context);
        CheckStores(conf, context);
    }

    /// <summary>// glance_store/multi_backend.py: register_store_opts, "you must define an option group with the same name"; verify_store</summary>
    private static void CheckStores(OsloConf conf, BindingContext context)
    {
        if (context.IsPartial || conf.Find("DEFAULT", "enabled_backends") is not { Unresolved: null, IsConditional: false } enabled)
            return;

        var stores = Oslo.List(enabled.Value).Select(static store => store.Split(':')[0].Trim()).ToList();
        NamedSections.Check(conf, enabled, stores, "a store", context);
        if (conf.Find("glance_store", "default_backend") is { Unresolved: null, IsConditional: false, Value.Length: > 0 } main && !stores.Contains(main.Value) && !TemplateMarks.Contains(main.Value) && !TemplateMarks.Contains(enabled.Value))
            NamedSections.Report(main, main.Value, $"'{main.Value}' is none of the stores that 'enabled_backends' names, so the service does not start", context);
    }

    private static void BindFiles(OsloConf conf, BindingContext context)
    {
        foreach (var section in conf.SectionNames.Select(conf.Section).Where(static section => section.Find("filesystem_store_file_perm") is not null))
            Files.Bind(context.Add(new ImageStore(section.Name, context.Origin(section.Anchor))), section, context);

        foreach (var (name, key) in new[] { ("DEFAULT", "node_staging_uri"), ("os_glance_staging_store", "filesystem_store_datadir") })
        {
            if (conf.Find(name, key) is { } staging)
                context.Add(new ImageStore("staging", context.Origin(staging.KeySpan))).Path = Facts.Of(conf.Section(name), staging, static text => text.StartsWith("file://", StringComparison.Ordinal) ? text.Substring("file://".Length) : text, context);
        }
    }

    /// <summary>// glance/async_/flows/_internal_plugins/__init__.py: import_filtering_opts, "disallowed_hosts"</summary>
    private static void CheckFilters(OsloConf conf, BindingContext context)
    {
        foreach (var what in new[] { "hosts", "schemes", "ports" })
        {
            if (conf.Find("import_filtering_opts", $"allowed_{what}") is { Unresolved: null, IsConditional: false } allowed && Oslo.List(allowed.Value).Length > 0
                && conf.Find("import_filtering_opts", $"disallowed_{what}") is { } refused && Oslo.List(refused.Value).Length > 0)
            {
                context.Report(
                    SettingIssueKind.SettingWithoutEffect, refused.Key, refused.KeySpan,
                    $"'{refused.Key}' has no effect, because 'allowed_{what}' is set and decides alone");
            }
        }
    }

    /// <summary>
    /// Downloads by URL are on unless the methods leave them out, and go anywhere while the filter names no host.
    /// // glance/common/config.py: enabled_import_methods; import_filtering_opts
    /// </summary>
    private static void BindImport(OsloConf conf, ImageStore store, BindingContext context)
    {
        if (conf.Find("DEFAULT", "enabled_import_methods") is not { } methods)
            return;

        var section = conf.Section("DEFAULT");
        var fact = Facts.Read(section, methods, methods.Key, Vocabulary.Text, context);
        var filter = conf.Section("import_filtering_opts");
        if (!fact.IsUnresolved && (!Oslo.List(methods.Value).Contains("web-download") || !filter.Settings.All(static setting => !setting.Key.EndsWith("_hosts", StringComparison.Ordinal) || setting.Value.Length == 0)))
            return;

        // The filter may as well stand in glance-image-import.conf, which a deployment that is read whole has beside this file.
        if (fact.IsUnresolved || conf.Has("import_filtering_opts"))
            store.FetchesFromAnywhere = fact.Select(static _ => true);
    }

    private static StoreAuthentication AuthenticationOf(string flavor) =>
        flavor.IndexOf("keystone", StringComparison.Ordinal) >= 0 || flavor.IndexOf("trusted-auth", StringComparison.Ordinal) >= 0
            ? StoreAuthentication.Secret
            : flavor is "" or "caching" or "cachemanagement" ? StoreAuthentication.None : StoreAuthentication.HostTrust;
}
