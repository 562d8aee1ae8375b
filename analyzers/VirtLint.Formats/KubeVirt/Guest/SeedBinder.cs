using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>
/// Binds a <c>Secret</c> with what cloud-init is given, or with what an object of the same file shows of itself by it: in a
/// repository it is as open as the guest's own definition.
/// </summary>
/// <remarks>// KubeVirt user guide, "Startup scripts": secretRef, "Export token": tokenSecretRef; kubernetes.io, core/v1: Secret, "data", "stringData"</remarks>
internal static class SeedBinder
{
    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.KubeVirt, "Secret", "KubeVirt user guide: Startup scripts")
        .Computed("stringData.userdata, data.userdata", c => c.Value, "a password or key in what cloud-init is given", source: "cloud-init")
        .Computed("stringData.token, data.token", c => c.Value, "the token of an export", source: "Export token")
        .Computed("stringData.password, data.password, stringData.privateKey, data.privateKey", c => c.Value, "what opens a cluster that guests are imported from", source: "Harvester: VM Import");

    private static readonly (string Key, bool IsEncoded)[] s_keys =
        [("stringData.userdata", false), ("stringData.userData", false), ("data.userdata", true), ("data.userData", true)];

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        foreach (var (key, isEncoded) in s_keys)
        {
            if (manifest.Root.Find(key) is not { IsConditional: false } seed || UserData.SecretIn(seed, isEncoded, context) is not { } secret)
                continue;

            context.Add(new Credential($"userdata of '{manifest.Name}'", secret.Origin ?? manifest.Origin)).Value = secret;
            return;
        }

        foreach (var key in KeysOf(manifest))
        {
            foreach (var part in (string[])["stringData", "data"])
            {
                if (manifest.Root.Select(part) is YamlMapping entries && entries.Find(key) is { Value.Length: > 0 } secret)
                    context.Add(new Credential($"{key} of '{manifest.Name}'", context.Origin(secret.ValueSpan))).Value = Facts.Read(entries, secret, key, Vocabulary.Secret, context);
            }
        }
    }

    /// <summary>What objects of the same file take from the secret.</summary>
    private static IEnumerable<string> KeysOf(Manifest manifest)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in manifest.Context.Trees.OfType<YamlTree>().SelectMany(static tree => tree.Documents).OfType<YamlMapping>())
        {
            if (document.TextAt("kind") == "VirtualMachineExport" && document.TextAt("spec.tokenSecretRef") == manifest.Name)
                keys.Add("token");
            else if (document.TextAt("apiVersion")?.StartsWith("migration.harvesterhci.io/", StringComparison.Ordinal) == true && document.TextAt("spec.credentials.name") == manifest.Name)
                keys.UnionWith(["password", "privateKey"]);
        }

        return keys;
    }
}
