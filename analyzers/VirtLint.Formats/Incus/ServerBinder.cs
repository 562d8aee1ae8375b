using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>Binds the configuration of the daemon: where it listens, and whom it lets in.</summary>
internal static class ServerBinder
{
    private const string Source = "Incus, doc/server_config";

    public static readonly BindingTable<ManagementEndpoint> Metrics = new BindingTable<ManagementEndpoint>(Platform.Incus, "server: config", Source)
        .Row("core.metrics_address", (e, f) => e.Address = f, IncusWords.Endpoint, source: "core.metrics_address")
        .Row(
            "core.metrics_authentication",
            (e, f) => e.Authentication = f,
            Vocabulary.OfAnyCase(
                ("true", ClientAuthentication.Certificate), ("false", ClientAuthentication.None), ("1", ClientAuthentication.Certificate), ("0", ClientAuthentication.None),
                ("yes", ClientAuthentication.Certificate), ("no", ClientAuthentication.None), ("on", ClientAuthentication.Certificate), ("off", ClientAuthentication.None)),
            whenAbsent: ClientAuthentication.Certificate,
            source: "core.metrics_authentication");

    public static readonly BindingTable<ManagementEndpoint> Debugger = new BindingTable<ManagementEndpoint>(Platform.Incus, "server: config", Source)
        .Row("core.debug_address", (e, f) => e.Address = f, IncusWords.Endpoint, source: "core.debug_address")
        .Computed("core.debug_address", e => e.Authentication, "nothing asks who calls", source: "core.debug_address");

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.Incus, "server: config", "LXD, doc/server: core.trust_password")
        .Row("core.trust_password", (c, f) => c.Value = f, Vocabulary.Secret);

    public static readonly BindingTable<ManagementEndpoint> Api = new BindingTable<ManagementEndpoint>(Platform.Incus, "server: config, core.https_address", Source)
        .Row("core.https_address", (e, f) => e.Address = f, IncusWords.Endpoint, source: "core.https_address")
        .Row("core.trust_ca_certificates", (e, f) => e.RestrictsClients = f, IncusWords.Opposite, whenAbsent: true, source: "core.trust_ca_certificates")
        .Computed("core.https_address", e => e.IsEnabled, "an address", source: "core.https_address")
        .Computed("core.https_address", e => e.Protection, "TLS, always", whenAbsent: "encrypted", source: "core.https_address")
        .Computed("core.https_address", e => e.Authentication, "a certificate", whenAbsent: "a certificate", source: "doc/authentication")
        .Computed("core.https_allowed_origin", e => e.AllowsEveryOrigin, "'*'", source: "core.https_allowed_origin");

    public static readonly BindingTable<Credential> Tokens = new BindingTable<Credential>(Platform.Incus, "server: config", Source)
        .Computed("core.remote_token_expiry", c => c.Expires, "a time", whenAbsent: "no expiry", source: "core.remote_token_expiry")
        .Computed("(server)", c => c.OwnerLevel, "a token makes its bearer a trusted client", source: "doc/authentication: Trusted TLS clients");

    public static readonly BindingTable<LogSink> Reports = new BindingTable<LogSink>(Platform.Incus, "server: config", Source)
        .Computed("loki.api.url, logging.*, core.metrics_address", s => s.ReportsElsewhere, "any of them", whenAbsent: "nowhere", source: "Server configuration");

    public static readonly BindingTable<LogSink> Loki = new BindingTable<LogSink>(Platform.Incus, "server: config", Source)
        .Row("loki.api.url", (s, f) => s.Target = f, Vocabulary.Text, source: "loki.api.url")
        .Computed("loki.api.url", s => s.Transport, "http:// or https://", source: "loki.api.url")
        .Computed("loki.auth.password", s => s.HasCredential, "a password", source: "loki.auth.password");

    public static void Bind(SettingScope config, BindingContext context)
    {
        if (config.Find("core.metrics_address") is { } metrics)
            Metrics.Bind(context.Add(new ManagementEndpoint("core.metrics_address", context.Origin(metrics.KeySpan)) { Role = EndpointRole.Listener }), config, context);

        if (config.Find("core.debug_address") is { Value.Length: > 0 } debug)
        {
            var endpoint = context.Add(new ManagementEndpoint("core.debug_address", context.Origin(debug.KeySpan)) { Role = EndpointRole.Listener });
            Debugger.Bind(endpoint, config, context);
            endpoint.Authentication = endpoint.Address.Select(static _ => ClientAuthentication.None);
        }

        IncusKeys.CheckServer(config, context);
        BindApi(config, context);
        BindTokens(config, context);
        BindReports(config, context);
        BindLoki(config, context);
        if (config.Find("core.trust_password") is { } password)
            Password.Bind(context.Add(new Credential("core.trust_password", context.Origin(password.KeySpan))), config, context);
    }

    private static void BindApi(SettingScope config, BindingContext context)
    {
        if (config.Find("core.https_address") is not { Value.Length: > 0 } address)
            return;

        var endpoint = context.Add(new ManagementEndpoint("core.https_address", context.Origin(address.KeySpan)) { Role = EndpointRole.Listener });
        Api.Bind(endpoint, config, context);
        endpoint.IsEnabled = endpoint.Address.Select(static _ => true);
        endpoint.Protection = Facts.Default(context, LinkProtection.Encrypted, address.KeySpan, $"{Source}: core.https_address");
        endpoint.Authentication = Facts.Default(context, ClientAuthentication.Certificate, address.KeySpan, "Incus, doc/authentication");
        if (config.Find("core.https_allowed_origin") is { Value: "*", Unresolved: null } origin)
            endpoint.AllowsEveryOrigin = Fact.Stated(true, context.Origin(origin.ValueSpan), origin.Value, origin.Key);
    }

    /// <summary>A token that nobody redeemed stays good for whoever finds it, where the network can reach the daemon.</summary>
    private static void BindTokens(SettingScope config, BindingContext context)
    {
        // LXD of a time that let clients in by a password had no tokens.
        if (ReachableAddress(config) is not { } address || config.Find("core.trust_password") is not null)
            return;

        var expiry = config.Find("core.remote_token_expiry");
        var tokens = context.Add(new Credential("token for a new client", context.Origin(expiry?.ValueSpan ?? address.KeySpan)));
        tokens.OwnerLevel = Facts.Default(context, AccessLevel.Administer, tokens.Origin.Span, "Incus, doc/authentication");
        tokens.Expires = expiry is not null
            ? Facts.Of(config, expiry, static text => text.Trim().Length > 0, context)
            : Facts.Default(context, false, address.KeySpan, $"{Source}: core.remote_token_expiry", "core.remote_token_expiry");
    }

    /// <summary>The address that the daemon serves, unless only the host itself can reach it.</summary>
    private static Setting? ReachableAddress(SettingScope config) =>
        config.Find("core.https_address") is { Value.Length: > 0 } address && !(IncusWords.Endpoint.TryRead(address.Value, out var read) && read.IsLocal) ? address : null;

    /// <summary>Of a daemon that is there for others, which the network can reach.</summary>
    private static void BindReports(SettingScope config, BindingContext context)
    {
        if (ReachableAddress(config) is not { } address)
            return;

        var target = config.Settings.FirstOrDefault(static setting => setting.Value.Length > 0
            && (setting.Key is "loki.api.url" or "core.metrics_address" || setting.Key.StartsWith("logging.", System.StringComparison.Ordinal)));
        var reports = context.Add(new LogSink("the daemon", context.Origin(address.KeySpan)));
        reports.ReportsElsewhere = target is null
            ? Facts.Default(context, false, address.KeySpan, Source)
            : Fact.Stated(true, context.Origin(target.KeySpan), target.Key, target.Key);
    }

    private static void BindLoki(SettingScope config, BindingContext context)
    {
        if (config.Find("loki.api.url") is not { Value.Length: > 0 } url)
            return;

        var sink = context.Add(new LogSink("loki", context.Origin(url.KeySpan)));
        Loki.Bind(sink, config, context);
        sink.Transport = sink.Target.Select(static target => target.StartsWith("http://", System.StringComparison.OrdinalIgnoreCase) ? LinkProtection.None : LinkProtection.Encrypted);
        if (config.Find("loki.auth.password") is { } password)
            sink.HasCredential = Fact.Stated(true, context.Origin(password.ValueSpan), password.Value, password.Key).Masked();
    }
}
