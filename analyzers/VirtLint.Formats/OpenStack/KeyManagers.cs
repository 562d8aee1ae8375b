using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>Where a service gets the keys of volumes from: castellan's options, which all services share.</summary>
internal static class KeyManagers
{
    // barbican/plugin/simple_crypto.py through 20.0.0: the default of kek
    private const string PublishedKey = "dGhpcnR5X3R3b19ieXRlX2tleWJsYWhibGFoYmxhaGg=";

    public static readonly BindingTable<Credential> Barbican = new BindingTable<Credential>(Platform.OpenStack, "*.conf: barbican", "castellan: barbican")
        .Row("verify_ssl", (c, f) => c.VerifiesKeyManager = f, Oslo.Boolean)
        .Computed("barbican_endpoint, auth_endpoint; vault/vault_url", c => c.KeyManager, "a URL")
        .Computed("barbican_endpoint, auth_endpoint; vault/vault_url", c => c.KeyManagerProtection, "a URL, by its scheme");

    public static readonly BindingTable<Credential> Fixed = new BindingTable<Credential>(Platform.OpenStack, "*.conf: key_manager", "castellan: key_manager")
        .Row("backend", (c, f) => c.IsFixedKey = f, Oslo.Judged("a key manager", static text => text.EndsWith("ConfKeyManager", StringComparison.Ordinal), (false, "barbican")));

    public static void Bind(OsloConf conf, BindingContext context)
    {
        BindFixed(conf, context);
        BindLink(conf, "vault", ["vault_url"], context);
        BindLink(conf, "barbican", ["barbican_endpoint", "auth_endpoint"], context);
    }

    private static void BindFixed(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("key_manager");
        var backend = section.Find("backend");
        if (backend is not null)
            Fixed.Bind(context.Add(new Credential("key_manager", context.Origin(backend.KeySpan))), section, context);

        // With another back end beside it, the key only reads what was written before. // castellan: MigrationKeyManager
        if (backend is null && section.Find("fixed_key") is { Value.Length: > 0 } key)
        {
            var credential = context.Add(new Credential("fixed_key", context.Origin(key.KeySpan)));
            credential.IsFixedKey = Facts.Read(section, key, key.Key, Vocabulary.Secret, context).Select(static _ => true).Masked();
        }

        foreach (var kek in conf.Section("simple_crypto_plugin").FindAll("kek").Where(static kek => kek.Value.Trim('\'', '"') == PublishedKey))
        {
            var credential = context.Add(new Credential("kek", context.Origin(kek.KeySpan)));
            credential.IsFixedKey = Fact.Stated(true, context.Origin(kek.ValueSpan), kek.Value, kek.Key).Masked();
        }
    }

    private static void BindLink(OsloConf conf, string name, string[] keys, BindingContext context)
    {
        var section = conf.Section(name);
        foreach (var key in keys)
        {
            if (section.Find(key) is not { } setting)
                continue;

            var credential = context.Add(new Credential(name, context.Origin(setting.KeySpan)));
            if (name == "barbican")
                Barbican.Bind(credential, section, context);

            if (Facts.Read(section, setting, key, Vocabulary.Text, context) is { IsUnresolved: true } text)
                credential.KeyManagerProtection = Fact<LinkProtection>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, text.Source, key);
            else if (ServiceUrl.Parse(setting) is { Host: { } host, Scheme: "http" or "https" } url)
            {
                credential.KeyManager = Fact.Stated(host, context.Origin(setting.ValueSpan), host.Text, key);
                credential.KeyManagerProtection = Fact.Stated(
                    url.Scheme == "https" ? LinkProtection.Encrypted : LinkProtection.None, context.Origin(url.SchemeSpan), url.Scheme, key);
            }

            return;
        }
    }
}
