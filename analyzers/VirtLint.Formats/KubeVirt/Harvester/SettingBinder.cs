using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Harvester;

/// <summary>Binds <c>Setting</c>: one value each, often an object in JSON, for the whole cluster.</summary>
/// <remarks>// harvester/harvester, pkg/settings/settings.go</remarks>
internal static class SettingBinder
{
    private const string Source = "Harvester: Settings";

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.Harvester, "Setting: kubevirt-migration", Source)
        .Row("disableTLS", (m, f) => m.Protection = f, KubeWords.Flags(LinkProtection.None, LinkProtection.Encrypted), whenAbsent: LinkProtection.Encrypted, source: "kubevirt-migration")
        .Row("allowPostCopy", (m, f) => m.PostCopy = f, KubeWords.Flag, whenAbsent: false, source: "kubevirt-migration")
        .Row("unsafeMigrationOverride", (m, f) => m.UnsafeOverride = f, KubeWords.Flag, whenAbsent: false, source: "kubevirt-migration");

    public static readonly BindingTable<ManagementEndpoint> Registration = new BindingTable<ManagementEndpoint>(Platform.Harvester, "Setting: cluster-registration-url", Source)
        .Row("insecureSkipTLSVerify", (e, f) => e.VerifiesPeer = f, KubeWords.Flags(false, true), whenAbsent: true, source: "cluster-registration-url")
        .Computed("url", e => e.Address, "an address", source: "cluster-registration-url");

    public static readonly BindingTable<Credential> Token = new BindingTable<Credential>(Platform.Harvester, "Setting: kubeconfig-default-token-ttl-minutes", Source)
        .Computed("value", c => c.Expires, "minutes; 0 for ever", source: "kubeconfig-default-token-ttl-minutes")
        .Computed("(setting)", c => c.OwnerLevel, "tokens of administrators too", source: "kubeconfig-default-token-ttl-minutes");

    public static readonly BindingTable<Credential> Secret = new BindingTable<Credential>(Platform.Harvester, "Setting: backup-target", Source)
        .Row("secretAccessKey", (c, f) => c.Value = f, Vocabulary.Secret, source: "backup-target");

    public static readonly BindingTable<ImageStore> Backups = new BindingTable<ImageStore>(Platform.Harvester, "Setting: backup-target", Source)
        .Computed("type, endpoint", s => s.BackupEncryption, "NFS, or an address without TLS", source: "backup-target")
        .Computed("endpoint", s => s.Server, "the host of the address", source: "backup-target")
        .Computed("(setting)", s => s.Content, "backups", source: "backup-target");

    private static readonly Dictionary<string, Action<Manifest, Setting>> s_settings = new(StringComparer.Ordinal)
    {
        ["kubevirt-migration"] = static (manifest, value) => BindJson(manifest, value, BindMigration),
        ["cluster-registration-url"] = static (manifest, value) => BindJson(manifest, value, BindRegistration),
        ["backup-target"] = static (manifest, value) => BindJson(manifest, value, BindBackups),
        ["kubeconfig-default-token-ttl-minutes"] = BindToken,
    };

    public static void Bind(Manifest manifest)
    {
        if (manifest.Root.Find("value") is { } value && s_settings.TryGetValue(manifest.Name, out var bind))
            bind(manifest, value);
    }

    private static void BindJson(Manifest manifest, Setting value, Action<Manifest, EmbeddedJson> bind)
    {
        if (value.Value.Length > 0 && manifest.Root["value"] is YamlScalar scalar && EmbeddedJson.In(scalar, manifest.Context.File.Text) is { } json)
            bind(manifest, json);
    }

    private static void BindMigration(Manifest manifest, EmbeddedJson json) =>
        Migration.Bind(manifest.Context.Add(new MigrationPolicy(manifest.Name, manifest.Origin) { DeployedTo = Platform.Harvester }), json, manifest.Context);

    private static void BindRegistration(Manifest manifest, EmbeddedJson json)
    {
        var context = manifest.Context;
        var link = context.Add(new ManagementEndpoint(manifest.Name, manifest.Origin) { Role = EndpointRole.Link, DeployedTo = Platform.Harvester });
        Registration.Bind(link, json, context);
        if (json.Find("url") is { Value.Length: > 0 } url)
            link.Address = Yaml.Read(url, "url", static text => ListenAddress.Of(Downloads.HostOf(text)), context);
    }

    private static void BindToken(Manifest manifest, Setting value)
    {
        var context = manifest.Context;
        var token = context.Add(new Credential("tokens of kubeconfig files", context.Origin(value.ValueSpan)) { DeployedTo = Platform.Harvester });
        token.Expires = Yaml.Read(value, manifest.Name, static text => text.Trim() != "0", context);
        token.OwnerLevel = Fact.Default(AccessLevel.Administer, token.Origin, $"{Source}, \"kubeconfig-default-token-ttl-minutes\"");
    }

    private static void BindBackups(Manifest manifest, EmbeddedJson json)
    {
        var context = manifest.Context;
        if (json.Find("secretAccessKey") is { Value.Length: > 0 } secret)
            Secret.Bind(context.Add(new Credential("secretAccessKey of the backup target", context.Origin(secret.ValueSpan)) { DeployedTo = Platform.Harvester }), json, context);

        if (json.Find("endpoint") is not { Value.Length: > 0 } endpoint)
            return;

        var store = context.Add(new ImageStore("backup-target", context.Origin(endpoint.ValueSpan)) { DeployedTo = Platform.Harvester });
        store.Content = Fact.Default(StoreContent.Backups, store.Origin, $"{Source}, \"backup-target\"");
        store.Server = Yaml.Read(endpoint, "endpoint", static text => Downloads.HostOf(text), context);
        var isNfs = json.Find("type") is { Value: "nfs" };
        store.BackupEncryption = Yaml.Read(endpoint, "endpoint", text => !isNfs && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase), context);
    }
}
