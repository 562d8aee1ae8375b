using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>What every service's file states alike: whom it calls, by what secrets, and what it logs.</summary>
internal static class ServiceLinks
{
    // keystoneauth1, loading; keystonemiddleware, auth_token/_opts.py; nova/conf/glance.py; cinder/common/config.py
    private static readonly string[] s_urls = ["auth_url", "www_authenticate_uri", "auth_uri", "identity_uri", "endpoint_override", "api_servers", "glance_api_servers"];

    private static readonly string[] s_insecure = ["insecure", "api_insecure", "glance_api_insecure", "nova_api_insecure", "swift_store_auth_insecure", "cinder_api_insecure"];

    // glance_store: _drivers/vmware_datastore.py, http.py; cinder: volume/driver.py and volume/drivers. Whether the word says yes or no to what is insecure.
    private static readonly (string Key, bool IsInsecure)[] s_storage =
    [
        ("vmware_insecure", true), ("https_insecure", true), ("driver_ssl_cert_verify", false), ("zadara_ssl_cert_verify", false), ("nimble_verify_certificate", false),
        ("hpmsa_verify_certificate", false), ("lenovo_verify_certificate", false), ("netapp_ssl_cert_verify", false), ("hitachi_mirror_ssl_cert_verify", false),
    ];

    private static readonly string[] s_secrets =
    [
        "password", "admin_password", "metadata_proxy_shared_secret", "auth_encryption_key", "memcache_secret_key", "rabbit_password", "san_password",
        "netapp_password", "stack_domain_admin_password", "root_token_id", "approle_secret_id", "chap_password",
    ];

    public static readonly BindingTable<LogSink> Log = new BindingTable<LogSink>(Platform.OpenStack, "*.conf: DEFAULT", "oslo.log")
        .Row("debug", (s, f) => s.Debug = f, Oslo.Boolean, source: "debug");

    public static readonly BindingTable<ManagementEndpoint> Links = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "*.conf", "keystoneauth1, oslo.messaging, oslo.db")
        .Computed("*/auth_url, www_authenticate_uri, endpoint_override, api_servers; DEFAULT/transport_url, nova_metadata_host; */connection", e => e.Address, "a URL; of several hosts, the first that is another one")
        .Computed("*/auth_url, www_authenticate_uri, endpoint_override, api_servers; DEFAULT/transport_url, nova_metadata_protocol; oslo_messaging_rabbit/ssl; */connection", e => e.Protection, "a URL, by its scheme and parameters", "in clear for the message bus")
        .Computed("*/insecure, api_insecure, vmware_insecure, https_insecure, driver_ssl_cert_verify and others of drivers; DEFAULT/glance_api_insecure, nova_metadata_insecure; oslo_messaging_rabbit/ssl_ca_file, ssl_enforce_hostname_verification", e => e.VerifiesPeer, "a boolean")
        .Computed("metadata_proxy_shared_secret", e => e.SignsRequests, "a secret, or nothing", "nothing");

    public static readonly BindingTable<Credential> Secrets = new BindingTable<Credential>(Platform.OpenStack, "*.conf", "the services' configuration options")
        .Computed("*/password and other secrets; DEFAULT/transport_url; */connection", c => c.Value, "a secret, or a URL with one");

    public static readonly BindingTable<AccessGrant> Switches = new BindingTable<AccessGrant>(Platform.OpenStack, "*.conf", "keystonemiddleware")
        .Computed("keystone_authtoken/service_token_roles_required, service_user/send_service_user_token", g => g.PolicyWeakness, "a boolean");

    public static void Bind(OsloConf conf, string service, BindingContext context)
    {
        if (conf.Find("DEFAULT", "debug") is not null)
            Log.Bind(context.Add(new LogSink(service, context.Origin(conf.Section("DEFAULT").Anchor))), conf.Section("DEFAULT"), context);

        BindBus(conf, context);
        BindSwitch(conf, "keystone_authtoken", "service_token_roles_required", PolicyWeakness.UnvouchedRequests, context);
        BindSwitch(conf, "service_user", "send_service_user_token", PolicyWeakness.UnvouchedCalls, context);
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in conf.SectionNames)
        {
            var section = conf.Section(name);
            BindEndpoint(name, section, known, context);
            BindStorage(name, section, context);
            BindDatabase(section, context);
            foreach (var key in s_secrets)
            {
                if (section.Find(key) is { Value.Length: > 0 } secret)
                    BindSecret($"{name}/{key}", section, secret, context);
            }
        }
    }

    /// <summary>A protection of the policy engine that somebody may have switched off.</summary>
    public static void BindSwitch(OsloConf conf, string name, string key, PolicyWeakness whenOff, BindingContext context)
    {
        if (conf.Find(name, key) is not { } setting)
            return;

        var fact = Facts.Read(conf.Section(name), setting, key, Oslo.Boolean, context);
        if (fact.IsUnresolved || fact.Is(false))
            context.Add(new AccessGrant(key, context.Origin(setting.KeySpan))).PolicyWeakness = fact.Select(_ => whenOff);
    }

    private static void BindSecret(string name, OsloSection section, Setting secret, BindingContext context)
    {
        var credential = context.Add(new Credential(name, context.Origin(secret.KeySpan)));
        credential.Value = Facts.Read(section, secret, secret.Key, Vocabulary.Secret, context);
    }

    /// <summary>One link for each section that names or weakens one; what several sections call is reported once.</summary>
    private static void BindEndpoint(string name, OsloSection section, HashSet<string> known, BindingContext context)
    {
        var insecure = s_insecure.Select(section.Find).FirstOrDefault(static setting => setting is not null);
        Setting? setting = null;
        foreach (var key in s_urls)
        {
            if (section.Find(key) is { } candidate && (setting is null || candidate.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
                setting = candidate;
        }

        if (setting is null && insecure is null)
            return;

        var link = context.Add(new ManagementEndpoint(name, context.Origin((setting ?? insecure!).KeySpan)) { Role = EndpointRole.Link });
        link.Address = Fact.Default(new ListenAddress("", Exposure.Unknown), link.Origin, "the address comes from the service catalogue");
        if (setting is not null)
            BindUrl(link, section, setting, known, context);

        if (insecure is not null && !link.Protection.Is(LinkProtection.None))
            link.VerifiesPeer = Restate(Facts.Read(section, insecure, insecure.Key, Oslo.Words(false, true), context), insecure, context);
    }

    /// <summary>What keeps disks or images, as far as its certificate is concerned: a list of authorities is what glance_store goes by where there is one.</summary>
    private static void BindStorage(string name, OsloSection section, BindingContext context)
    {
        foreach (var (key, isInsecure) in s_storage)
        {
            if (section.Find(key) is not { } setting || (key == "https_insecure" && section.Find("https_ca_certificates_file") is { Value.Length: > 0 }))
                continue;

            var link = context.Add(new ManagementEndpoint(name, context.Origin(setting.KeySpan)) { Role = EndpointRole.Link });
            link.VerifiesPeer = Restate(Facts.Read(section, setting, key, Oslo.Words(!isInsecure, isInsecure), context), setting, context);
        }
    }

    private static void BindUrl(ManagementEndpoint link, OsloSection section, Setting setting, HashSet<string> known, BindingContext context)
    {
        var text = Facts.Read(section, setting, setting.Key, Vocabulary.Text, context);
        if (text.IsUnresolved)
        {
            link.Protection = Fact<LinkProtection>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, text.Source, setting.Key);
            return;
        }

        if (ServiceUrl.Parse(setting) is not { Host: { } host } url)
            return;

        link.Address = Fact.Stated(host, context.Origin(setting.ValueSpan), host.Text, setting.Key);
        if (url.Scheme is "https" || (url.Scheme is "http" && known.Add($"{host.Text}:{url.Port}")))
        {
            link.Protection = Fact.Stated(
                url.Scheme is "https" ? LinkProtection.Encrypted : LinkProtection.None, context.Origin(url.SchemeSpan), url.Scheme, setting.Key);
        }
    }

    /// <summary>The same fact, with key and value for its text: "true" alone would tell nobody what is wrong.</summary>
    private static Fact<bool> Restate(Fact<bool> fact, Setting setting, BindingContext context) => fact.IsStated
        ? Fact.Stated(fact.Value, context.Origin(setting.ValueSpan), $"{setting.Key} = {setting.Value}", setting.Key, fact.Spelling)
        : fact;

    private static void BindBus(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("DEFAULT");
        if (section.Find("transport_url") is not { } setting)
            return;

        var ssl = conf.Find("oslo_messaging_rabbit", "ssl") ?? conf.Find("oslo_messaging_rabbit", "rabbit_use_ssl");
        var link = context.Add(new ManagementEndpoint("message bus", context.Origin(setting.KeySpan)) { Role = EndpointRole.ControlPlane });
        var url = setting.Unresolved is not null || setting.IsConditional ? null : ServiceUrl.Parse(setting);

        // A template in the password leaves scheme and host as they are.
        if (url is { Scheme: "rabbit", Host: { } host } && !TemplateMarks.Contains(host.Text))
        {
            link.Address = Fact.Stated(host, context.Origin(url.SchemeSpan), host.Text, setting.Key);
            if (url.Port == 5671)
                link.Protection = Fact.Stated(LinkProtection.Encrypted, context.Origin(url.SchemeSpan), url.Scheme, setting.Key);
            else if (ssl is not null)
                link.Protection = Facts.Read(conf.Section("oslo_messaging_rabbit"), ssl, ssl.Key, Oslo.Words(LinkProtection.Encrypted, LinkProtection.None), context);
            else if (!context.IsPartial)
                link.Protection = Fact.Stated(LinkProtection.None, context.Origin(url.SchemeSpan), url.Scheme, setting.Key);
        }

        BindBusVerification(conf, url, ssl, context);
        if (url is { Scheme: "rabbit", Password: { Text: "guest" } password, User: "guest", Host.IsLocal: false })
            PublishedKeys.AddGuest(password, context);
        else
            BindPassword("DEFAULT/transport_url", url, context);
    }

    /// <summary>// oslo.messaging, impl_rabbit.py: ssl_ca_file, ssl_enforce_hostname_verification</summary>
    private static void BindBusVerification(OsloConf conf, ServiceUrl? url, Setting? ssl, BindingContext context)
    {
        if (url?.Host is not { } host || ssl is not { Unresolved: null, IsConditional: false } || !Oslo.Boolean.TryRead(ssl.Value, out var isOn) || !isOn)
            return;

        var section = conf.Section("oslo_messaging_rabbit");
        var link = context.Add(new ManagementEndpoint("message bus", context.Origin(ssl.KeySpan)) { Role = EndpointRole.Link });
        link.Address = Fact.Stated(host, context.Origin(ssl.ValueSpan), host.Text, ssl.Key);
        if (section.Find("ssl_enforce_hostname_verification") is { } hostname)
            link.VerifiesPeer = Restate(Facts.Read(section, hostname, hostname.Key, Oslo.Boolean, context), hostname, context);

        if (!context.IsPartial && section.Find("ssl_ca_file") is null or { Value.Length: 0 })
            link.VerifiesPeer = Fact.Stated(false, context.Origin(ssl.ValueSpan), $"{ssl.Key} = {ssl.Value}, without ssl_ca_file", ssl.Key);
    }

    private static void BindDatabase(OsloSection section, BindingContext context)
    {
        if (section.Find("connection") is not { Unresolved: null, IsConditional: false } setting || ServiceUrl.Parse(setting) is not { Host: { } host } url)
            return;

        var isMySql = url.Scheme.StartsWith("mysql", StringComparison.Ordinal) || url.Scheme.StartsWith("mariadb", StringComparison.Ordinal);
        if (!isMySql && !url.Scheme.StartsWith("postgresql", StringComparison.Ordinal))
            return;

        // A template may add to the query, and a socket needs no network.
        if (!TemplateMarks.Contains(url.Query) && !TemplateMarks.Contains(host.Text) && url.Query.IndexOf("unix_socket", StringComparison.Ordinal) < 0)
        {
            var link = context.Add(new ManagementEndpoint("database", context.Origin(setting.KeySpan)) { Role = EndpointRole.ControlPlane });
            link.Address = Fact.Stated(host, context.Origin(url.SchemeSpan), host.Text, setting.Key);
            link.Protection = Fact.Stated(
                url.Query.IndexOf("ssl", StringComparison.OrdinalIgnoreCase) < 0 ? LinkProtection.None : LinkProtection.Encrypted,
                context.Origin(url.SchemeSpan), url.Scheme, setting.Key);
        }

        BindPassword("database/connection", url, context);
    }

    private static void BindPassword(string name, ServiceUrl? url, BindingContext context)
    {
        if (url?.Password is not { Text.Length: > 0 } password || TemplateMarks.Contains(password.Text) || password.Text.IndexOf('$') >= 0)
            return;

        var credential = context.Add(new Credential(name, context.Origin(password.Span)));
        credential.Value = Fact.Stated(password.Text, context.Origin(password.Span), password.Text).Masked();
    }
}
