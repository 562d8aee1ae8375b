using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>Whom a service's API and console proxies answer, and by which versions of TLS.</summary>
internal static class ServiceDoors
{
    // oslo_middleware/cors.py: allowed_origin, where '*' stands for every origin
    public static readonly BindingTable<ManagementEndpoint> Origins = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "*.conf: cors", "oslo.middleware: cors")
        .Row("allowed_origin", (e, f) => e.AllowsEveryOrigin = f, Oslo.Judged("a list of origins", static text => Oslo.List(text).Contains("*")));

    // nova/conf/console.py: ssl_minimum_version; oslo.service, _options.py: ssl/version; oslo.messaging, impl_rabbit.py: ssl_version
    public static readonly BindingTable<ManagementEndpoint> Versions = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "*.conf", "nova.conf: console; oslo.service: ssl; oslo.messaging: oslo_messaging_rabbit")
        .Computed("console/ssl_minimum_version, ssl/version, oslo_messaging_rabbit/ssl_version", e => e.WeakMethod, "a version before TLS 1.2");

    private static readonly (string Section, string Key, string Name)[] s_versions =
    [
        ("console", "ssl_minimum_version", "console proxy"),
        ("ssl", "version", "API"),
        ("oslo_messaging_rabbit", "ssl_version", "message bus"),
    ];

    public static void Bind(OsloConf conf, string service, BindingContext context)
    {
        var cors = conf.Section("cors");
        if (cors.Find("allowed_origin") is { } origin)
        {
            var api = context.Add(new ManagementEndpoint(service, context.Origin(origin.KeySpan)) { Role = EndpointRole.Session });
            Origins.Bind(api, cors, context);
        }

        foreach (var (section, key, name) in s_versions)
        {
            if (conf.Find(section, key) is { } version)
                BindVersion(name, conf.Section(section), version, context);
        }
    }

    private static void BindVersion(string name, OsloSection section, Setting version, BindingContext context)
    {
        var text = Facts.Read(section, version, version.Key, Vocabulary.Text, context);
        if (!text.IsUnresolved && !text.Is(IsRetired))
            return;

        var door = context.Add(new ManagementEndpoint(name, context.Origin(version.KeySpan)) { Role = EndpointRole.Session });
        door.WeakMethod = text.Select(static value => new WeakMethod(value, value.StartsWith("SSL", StringComparison.OrdinalIgnoreCase) ? "has been broken since 2014" : "was retired in 2021"));
    }

    /// <summary>SSLv23 is OpenSSL's word for whatever both sides know.</summary>
    private static bool IsRetired(string version) => version.Trim().ToUpperInvariant() is "SSLV2" or "SSLV3" or "TLSV1" or "TLSV1_0" or "TLSV1_1";
}
