using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Harvester;

/// <summary>A setting of a cluster, whatever notation states it.</summary>
/// <param name="Name">Its name, of a closed set.</param>
/// <param name="Origin">The text that names it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Json">The object in its value; null when it is none.</param>
internal sealed record ClusterSetting(string Name, Origin Origin, Setting Value, EmbeddedJson? Json, BindingContext Context);

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

    public static readonly BindingTable<MigrationPolicy> MigrationNetwork = new BindingTable<MigrationPolicy>(Platform.Harvester, "Setting: vm-migration-network", Source)
        .Computed("value", m => m.SharesManagementNetwork, "an empty text", source: "vm-migration-network");

    public static readonly BindingTable<Hypervisor> Overcommit = new BindingTable<Hypervisor>(Platform.Harvester, "Setting: overcommit-config", Source)
        .Row("memory", (h, f) => h.MemoryOvercommit = f, Vocabulary.Integer, whenAbsent: 150, source: "overcommit-config");

    private static readonly Dictionary<string, Action<ClusterSetting>> s_settings = new(StringComparer.Ordinal)
    {
        ["kubevirt-migration"] = BindMigration,
        ["overcommit-config"] = BindOvercommit,
        ["vm-migration-network"] = BindMigrationNetwork,
        ["cluster-registration-url"] = BindRegistration,
        ["backup-target"] = BindBackups,
        ["kubeconfig-default-token-ttl-minutes"] = BindToken,
    };

    public static void Bind(Manifest manifest)
    {
        if (manifest.Root.Find("value") is not { } value)
            return;

        var json = value.Value.Length > 0 && manifest.Root["value"] is YamlScalar scalar ? EmbeddedJson.In(scalar, manifest.Context.File.Text) : null;
        BindSetting(new(manifest.Name, manifest.Origin, value, json, manifest.Context));
    }

    public static void BindSetting(ClusterSetting setting)
    {
        if (s_settings.TryGetValue(setting.Name, out var bind))
            bind(setting);
    }

    /// <summary>// harvester/harvester, enhancements/20250519-vm-migration-network.md: without a value, migration uses the management network</summary>
    private static void BindMigrationNetwork(ClusterSetting setting)
    {
        if (setting.Value.Unresolved is not null || TemplateMarks.Contains(setting.Value.Value) || setting.Value.Value.Trim().Length > 0)
            return;

        var policy = setting.Context.Add(new MigrationPolicy(setting.Name, setting.Origin) { DeployedTo = Platform.Harvester });
        policy.SharesManagementNetwork = Fact.Stated(true, setting.Origin, "''", setting.Name);
    }

    private static void BindOvercommit(ClusterSetting setting)
    {
        if (setting.Json is { } json)
            Overcommit.Bind(setting.Context.Add(new Hypervisor(setting.Name, setting.Origin) { DeployedTo = Platform.Harvester }), json, setting.Context);
    }

    private static void BindMigration(ClusterSetting setting)
    {
        if (setting.Json is { } json)
            Migration.Bind(setting.Context.Add(new MigrationPolicy(setting.Name, setting.Origin) { DeployedTo = Platform.Harvester }), json, setting.Context);
    }

    private static void BindRegistration(ClusterSetting setting)
    {
        if (setting.Json is not { } json)
            return;

        var link = setting.Context.Add(new ManagementEndpoint(setting.Name, setting.Origin) { Role = EndpointRole.Link, DeployedTo = Platform.Harvester });
        Registration.Bind(link, json, setting.Context);
        if (json.Find("url") is { Value.Length: > 0 } url)
            link.Address = Yaml.Read(url, "url", static text => ListenAddress.Of(Downloads.HostOf(text)), setting.Context);
    }

    private static void BindToken(ClusterSetting setting)
    {
        var token = setting.Context.Add(new Credential("tokens of kubeconfig files", setting.Context.Origin(setting.Value.ValueSpan)) { DeployedTo = Platform.Harvester });
        token.Expires = setting.Value.Unresolved is { } reason
            ? Fact<bool>.Unresolved(token.Origin, setting.Value.Value, reason, setting.Name)
            : Yaml.Read(setting.Value, setting.Name, static text => text.Trim() != "0", setting.Context);
        token.OwnerLevel = Fact.Default(AccessLevel.Administer, token.Origin, $"{Source}, \"kubeconfig-default-token-ttl-minutes\"");
    }

    private static void BindBackups(ClusterSetting setting)
    {
        var context = setting.Context;
        if (setting.Json is not { } json)
            return;

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
