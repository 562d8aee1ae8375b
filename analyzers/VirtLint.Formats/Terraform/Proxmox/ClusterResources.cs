using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds realms, metric servers and backup jobs of bpg/proxmox: what domains.cfg, status.cfg and jobs.cfg say.</summary>
internal static class ClusterResources
{
    private const string LdapSource = "bpg/proxmox: proxmox_virtual_environment_realm_ldap";

    private const string OpenIdSource = "bpg/proxmox: proxmox_virtual_environment_realm_openid";

    private const string MetricsSource = "bpg/proxmox: proxmox_virtual_environment_metrics_server";

    /// <remarks>// pve-access-control, Auth/LDAP.pm: "mode", default ldap</remarks>
    public static readonly BindingTable<IdentityRealm> Directory = new BindingTable<IdentityRealm>(Platform.ProxmoxVe, "proxmox_virtual_environment_realm_ldap", LdapSource)
        .Row("server1", (r, f) => r.Server = f, Vocabulary.Listen, source: "server1")
        .Row(
            "mode",
            (r, f) => r.Protection = f,
            Vocabulary.Of(("ldaps", LinkProtection.Encrypted), ("ldap+starttls", LinkProtection.Encrypted), ("ldap", LinkProtection.None)),
            whenAbsent: LinkProtection.None,
            source: "mode")
        .Row("verify", (r, f) => r.VerifiesPeer = f, TerraformWords.Flag, whenAbsent: false, source: "verify")
        .Computed("secure", r => r.Protection, "'true', where no mode is stated", whenAbsent: "false", source: "secure")
        .Computed("ssl_version", r => r.WeakMethod, "'tlsv1' or 'tlsv1_1'", source: "ssl_version")
        .Computed("(resource)", r => r.Source, "a directory");

    public static readonly BindingTable<Credential> BindPassword = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_virtual_environment_realm_ldap", LdapSource)
        .Row("bind_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "bind_password");

    public static readonly BindingTable<IdentityRealm> Provider = new BindingTable<IdentityRealm>(Platform.ProxmoxVe, "proxmox_virtual_environment_realm_openid", OpenIdSource)
        .Row("autocreate", (r, f) => r.EnrolsUnknownUsers = f, TerraformWords.Flag, source: "autocreate")
        .Computed("issuer_url", r => r.Protection, "http:// or https://", source: "issuer_url")
        .Computed("issuer_url", r => r.Server, "a URL", source: "issuer_url")
        .Computed("(resource)", r => r.Source, "an identity provider");

    public static readonly BindingTable<Credential> ClientKey = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_virtual_environment_realm_openid", OpenIdSource)
        .Row("client_key", (c, f) => c.Value = f, Vocabulary.Secret, source: "client_key");

    public static readonly BindingTable<LogSink> Metrics = new BindingTable<LogSink>(Platform.ProxmoxVe, "proxmox_virtual_environment_metrics_server", MetricsSource)
        .Row("disable", (s, f) => s.IsEnabled = f, TerraformWords.Opposite, whenAbsent: true, source: "disable")
        .Row("server", (s, f) => s.Target = f, Vocabulary.Text, source: "server")
        .Computed("influx_token, influx_token_wo, opentelemetry_headers", s => s.HasCredential, "any of them", source: "influx_token")
        .Computed("type, influx_db_proto, opentelemetry_proto", s => s.Transport, "'https' or not", whenAbsent: "udp for Graphite and InfluxDB, https for OpenTelemetry", source: "influx_db_proto")
        .Computed("influx_verify, opentelemetry_verify_ssl", s => s.VerifyPeer, "'true' or 'false'", whenAbsent: "true", source: "influx_verify");

    public static readonly BindingTable<BackupJob> Backups = new BindingTable<BackupJob>(Platform.ProxmoxVe, "proxmox_backup_job", "bpg/proxmox: proxmox_backup_job")
        .Row("enabled", (j, f) => j.IsEnabled = f, TerraformWords.Flag, whenAbsent: true, source: "enabled")
        .Row("all", (j, f) => j.SelectsAll = f, TerraformWords.Flag, whenAbsent: false, source: "all")
        .Row("pool", (j, f) => j.Pool = f, Vocabulary.Text, source: "pool")
        .Computed("vmid", j => j.Selected, "a list", source: "vmid")
        .Computed("all, vmid, pool", j => j.IsEmpty, "a selection that no guest is in")
        .Row("node", (j, f) => j.Host = f, Vocabulary.Text, source: "node")
        .Row("storage", (j, f) => j.Store = f, Vocabulary.Text, source: "storage")
        .Row("prune_backups/keep-all", (j, f) => j.KeepsAll = f, Vocabulary.PveBoolean, source: "prune_backups");

    public static readonly BindingTable<Credential> PluginSecret = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_acme_dns_plugin", "bpg/proxmox: proxmox_acme_dns_plugin")
        .Computed("data", c => c.Value, "a member named after a secret", source: "data");

    public static readonly BindingTable<Credential> AccountKey = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_acme_account", "bpg/proxmox: proxmox_acme_account")
        .Row("eab_hmac_key", (c, f) => c.Value = f, Vocabulary.Secret, source: "eab_hmac_key");

    public static readonly BindingTable<Credential> CertificateKey = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_virtual_environment_certificate", "bpg/proxmox: proxmox_virtual_environment_certificate")
        .Row("private_key", (c, f) => c.Value = f, Vocabulary.Secret, source: "private_key");

    private static readonly Vocabulary<LinkProtection> s_protocols = Vocabulary.Of(("https", LinkProtection.Encrypted), ("http", LinkProtection.None), ("udp", LinkProtection.None));

    /// <summary>How the names of secrets end among the variables of acme.sh's plugins.</summary>
    private static readonly string[] s_secretWords = ["token", "secret", "password", "api_key", "apikey", "secret_access_key"];

    private static readonly string[] s_credentials = ["influx_token", "influx_token_wo", "opentelemetry_headers"];

    public static void BindDirectory(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var realm = AddRealm(resource, RealmSource.Directory);
        Directory.Bind(realm, node, context);
        if (node.Find("mode") is null && node.Find("secure") is { } secure)
            realm.Protection = ArgumentFacts.Of(node, secure, static word => word == "true" ? LinkProtection.Encrypted : LinkProtection.None, context);

        if (node.Find("ssl_version") is { } version && (version.Unresolved is not null || version.Value is "tlsv1" or "tlsv1_1"))
            realm.WeakMethod = ArgumentFacts.Of(node, version, static word => new WeakMethod(word, "was retired in 2021"), context);

        AddSecret(resource, "bind_password", BindPassword);
    }

    public static void BindProvider(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var realm = AddRealm(resource, RealmSource.SingleSignOn);
        Provider.Bind(realm, node, context);
        if (node.Find("issuer_url") is { } issuer)
        {
            realm.Server = ArgumentFacts.Of(node, issuer, static url => ListenAddress.Of(Url.HostOf(url)), context);
            realm.Protection = ArgumentFacts.Of(
                node, issuer, static url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? LinkProtection.None : LinkProtection.Encrypted, context);
        }

        AddSecret(resource, "client_key", ClientKey);
    }

    public static void BindMetrics(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var sink = context.Add(new LogSink(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.ProxmoxVe });
        Metrics.Bind(sink, node, context);
        foreach (var key in s_credentials)
        {
            if (!sink.HasCredential.IsKnown && node.Find(key) is { } credential)
                sink.HasCredential = Fact.Stated(true, context.Origin(credential.KeySpan), key, key).Masked();
        }

        switch (node.Find("type"))
        {
            case { Unresolved: null, Value: "influxdb" }:
                sink.Transport = Facts.Read(node, "influx_db_proto", s_protocols, LinkProtection.None, MetricsSource, context);
                sink.VerifyPeer = Facts.Read(node, "influx_verify", TerraformWords.Flag, true, MetricsSource, context);
                break;
            case { Unresolved: null, Value: "opentelemetry" }:
                sink.Transport = Facts.Read(node, "opentelemetry_proto", s_protocols, LinkProtection.Encrypted, MetricsSource, context);
                sink.VerifyPeer = Facts.Read(node, "opentelemetry_verify_ssl", TerraformWords.Flag, true, MetricsSource, context);
                break;
            case { Unresolved: null, Value: "graphite" } type:
                sink.Transport = Facts.Default(context, LinkProtection.None, type.ValueSpan, MetricsSource);
                break;
        }
    }

    /// <summary>Secrets that are written out: of a DNS plugin, those whose names say what they are.</summary>
    public static void BindDnsPlugin(TerraformResource resource)
    {
        if (resource.Node.Node("data") is not { } data)
            return;

        foreach (var key in data.Names.Where(static name => s_secretWords.Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase))))
        {
            if (data.Find(key) is { } secret)
                resource.Context.Add(new Credential($"{resource.Address}: {key}", resource.Context.Origin(secret.ValueSpan))).Value = Facts.Read(data, secret, key, Vocabulary.Secret, resource.Context);
        }
    }

    public static void BindAccount(TerraformResource resource) => AddSecret(resource, "eab_hmac_key", AccountKey);

    public static void BindCertificate(TerraformResource resource) => AddSecret(resource, "private_key", CertificateKey);

    public static void BindBackups(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var id = node.Find("id");
        var job = context.Add(new BackupJob(id is { Unresolved: null } ? id.Value : resource.Address, context.Origin(id?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.ProxmoxVe });
        Backups.Bind(job, node, context);
        if (node.Find("vmid") is { } selected)
            job.Selected = ArgumentFacts.Of(node, selected, text => selected.IsList ? string.Join(",", selected.Items.Select(static guest => guest.Text)) : text, context);

        // pve-manager, VZDump.pm: a job goes by its pool, its guests or all.
        if (job.IsEnabled.Is(true) && job.SelectsAll.Is(false) && job is { Pool.State: FactState.Absent, Selected.State: FactState.Absent })
            job.IsEmpty = Fact.Stated(true, job.Origin, job.Name);
    }

    private static IdentityRealm AddRealm(TerraformResource resource, RealmSource source)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("realm");
        var realm = context.Add(new IdentityRealm(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.ProxmoxVe });
        realm.Source = Fact.Stated(source, context.Origin(node.Anchor), resource.Type);
        return realm;
    }

    private static void AddSecret(TerraformResource resource, string key, BindingTable<Credential> table)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find(key) is { } secret)
            table.Bind(context.Add(new Credential($"{resource.Address}: {key}", context.Origin(secret.ValueSpan))), node, context);
    }
}
