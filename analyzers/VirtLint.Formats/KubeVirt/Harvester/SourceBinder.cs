using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Harvester;

/// <summary>Binds the sources that Harvester imports guests from: another cluster, or an appliance on a web server.</summary>
/// <remarks>// harvester/vm-import-controller, pkg/source: without an authority in the secret, each client takes any certificate</remarks>
internal static class SourceBinder
{
    private const string Source = "Harvester: VM Import";

    public static readonly BindingTable<MigrationPolicy> Clusters = new BindingTable<MigrationPolicy>(Platform.Harvester, "VmwareSource, OpenstackSource", Source)
        .Computed("spec.endpoint", m => m.Peer, "the host that guests are imported from")
        .Computed("spec.credentials.name", m => m.VerifyImportSource, "a secret of the same file without 'caCert', 'ca_cert'");

    public static readonly BindingTable<MigrationPolicy> Appliances = new BindingTable<MigrationPolicy>(Platform.Harvester, "OvaSource", Source)
        .Computed("spec.url", m => m.Peer, "the host that guests are imported from")
        .Computed("spec.url, spec.credentials.name", m => m.VerifyImportSource, "no secret, or one of the same file without 'ca.crt'");

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.Harvester, "OvaSource: spec", Source)
        .Computed("url", i => i.Url, "an address")
        .Computed("url", i => i.Protocol, "the scheme of the address")
        .Computed("url", i => i.Host, "the host of the address")
        .Computed("url", i => i.Created, "a day in the address");

    public static void BindVmware(Manifest manifest) => BindCluster(manifest, "caCert");

    public static void BindOpenStack(Manifest manifest) => BindCluster(manifest, "ca_cert");

    public static void BindAppliance(Manifest manifest)
    {
        var context = manifest.Context;
        if (manifest.Root.Find("spec.url") is not { Value.Length: > 0 } url)
            return;

        ImportBinder.BindUrl(context.Add(new Image(manifest.Name, context.Origin(url.ValueSpan)) { DeployedTo = Platform.Harvester }), url, "url", context);
        var import = Add(manifest, url);
        if (!url.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || context.IsPartial)
            return;

        if (manifest.Root.Find("spec.credentials") is null)
            import.VerifyImportSource = Yaml.Read(url, "spec.url", static _ => false, context);
        else
            BindAuthority(import, manifest, "ca.crt");
    }

    private static void BindCluster(Manifest manifest, string authority)
    {
        if (manifest.Root.Find("spec.endpoint") is not { Value.Length: > 0 } endpoint)
            return;

        var import = Add(manifest, endpoint);
        if (endpoint.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            BindAuthority(import, manifest, authority);
    }

    private static MigrationPolicy Add(Manifest manifest, Setting address)
    {
        var import = manifest.Context.Add(new MigrationPolicy(manifest.Name, manifest.Origin) { DeployedTo = Platform.Harvester });
        import.Peer = Yaml.Read(address, address.Key, static text => Downloads.HostOf(text), manifest.Context);
        return import;
    }

    /// <summary>What a secret outside of the file holds is not known.</summary>
    private static void BindAuthority(MigrationPolicy import, Manifest manifest, string authority)
    {
        var context = manifest.Context;
        if (manifest.Root.Find("spec.credentials.name") is not { } name || Secret(name.Value, context) is not { } secret || Holds(secret, authority))
            return;

        import.VerifyImportSource = Yaml.Read(name, "spec.credentials.name", static _ => false, context)
            .With(new RelatedPlace(context.Origin(secret.Find("metadata.name")?.ValueSpan ?? secret.Anchor), $"it has no '{authority}'"));
    }

    private static YamlMapping? Secret(string name, BindingContext context) => context.Trees.OfType<YamlTree>()
        .SelectMany(static tree => tree.Documents).OfType<YamlMapping>()
        .FirstOrDefault(document => document.TextAt("kind") == "Secret" && document.TextAt("metadata.name") == name && (document["stringData"] is YamlMapping || document["data"] is YamlMapping));

    private static bool Holds(YamlMapping secret, string key) =>
        new[] { "stringData", "data" }.Any(part => secret[part] is YamlMapping entries && entries.Settings.Any(entry => entry.Key == key || entry.IsConditional));
}
