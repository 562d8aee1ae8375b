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

        if (config.Find("core.trust_password") is { } password)
            Password.Bind(context.Add(new Credential("core.trust_password", context.Origin(password.KeySpan))), config, context);
    }
}
