using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>Binds <c>HyperConverged</c>, from which the objects of KubeVirt and CDI are made.</summary>
/// <remarks>// kubevirt/hyperconverged-cluster-operator, docs/cluster-configuration.md</remarks>
internal static class HyperConvergedBinder
{
    private const string Source = "HyperConverged cluster configuration";

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.KubeVirt, "HyperConverged: spec, spec.virtualization", Source)
        .Row("liveMigrationConfig.allowPostCopy", (m, f) => m.PostCopy = f, KubeWords.Flag, whenAbsent: false, source: "Live Migration Configurations")
        .Row("liveMigrationConfig.network", (m, f) => m.Network = f, Vocabulary.Text, source: "Live Migration Configurations");

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.KubeVirt, "HyperConverged: spec, spec.virtualization", Source)
        .Row("evictionStrategy", (h, f) => h.Eviction = f, KubeWords.Eviction, source: "Default Eviction Strategy")
        .Row("higherWorkloadDensity.memoryOvercommitPercentage", (h, f) => h.MemoryOvercommit = f, Vocabulary.Integer, whenAbsent: 100, source: "Configure higher workload density")
        .Computed("resourceRequirements.vmiCPUAllocationRatio, vmiCPUAllocationRatio", h => h.CpuOvercommit, "a number", source: "VMI CPU allocation ratio")
        .Computed("ksmConfiguration.nodeLabelSelector", h => h.MergesMemory, "a selector of no label, which every host meets", source: "KSM Configuration");

    public static readonly BindingTable<FeatureGate> Gates = new BindingTable<FeatureGate>(Platform.KubeVirt, "HyperConverged: metadata.annotations", Source)
        .Computed("kubevirt.kubevirt.io/jsonpatch", g => g.IsEnabled, "patches of the list of gates, in JSON", source: "Jsonpatch Annotations")
        .Computed("kubevirt.kubevirt.io/jsonpatch", g => g.Risk, "a gate that opens something", source: "Jsonpatch Annotations");

    public static readonly BindingTable<ManagementEndpoint> Endpoint = new BindingTable<ManagementEndpoint>(Platform.KubeVirt, "HyperConverged, CDI: tlsSecurityProfile", Source)
        .Computed("type, old", e => e.WeakMethod, "'Old'", source: "TLS Security Profile");

    public static readonly BindingTable<Image> Registries = new BindingTable<Image>(Platform.KubeVirt, "HyperConverged, CDI: insecureRegistries", Source)
        .Computed("insecureRegistries", i => i.VerifyTls, "a list of registries", source: "Insecure Registries for Imported Data containerized Images")
        .Computed("insecureRegistries", i => i.Host, "a list of registries", source: "Insecure Registries for Imported Data containerized Images");

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        // hco.kubevirt.io/v1 sorts into groups what v1beta1 has side by side.
        var cluster = manifest.Mapping("spec.virtualization") ?? manifest.Mapping("spec") ?? manifest.Root;
        Migration.Bind(context.Add(new MigrationPolicy(manifest.Name, manifest.Origin) { IsOfCluster = true }), cluster, context);
        var hypervisor = context.Add(new Hypervisor(manifest.Name, manifest.Origin));
        Table.Bind(hypervisor, cluster, context);
        hypervisor.CpuOvercommit = KubeVirtBinder.Percent(cluster, cluster.Find("vmiCPUAllocationRatio") is null ? "resourceRequirements.vmiCPUAllocationRatio" : "vmiCPUAllocationRatio", context);
        KubeVirtBinder.BindMemory(hypervisor, cluster, context);
        BindProfile(manifest, "spec.tlsSecurityProfile");
        BindProfile(manifest, "spec.security.tlsSecurityProfile");
        BindRegistries(manifest, "spec.storageImport.insecureRegistries");
        BindRegistries(manifest, "spec.storage.storageImport.insecureRegistries");
        if (manifest.Annotation("kubevirt.kubevirt.io/jsonpatch") is { } patch)
            BindPatch(hypervisor, patch, context);
    }

    /// <summary>Binds <c>CDI</c>, which has the same keys in another place. // CDI, doc/cdi-config.md</summary>
    public static void BindImporter(Manifest manifest)
    {
        BindProfile(manifest, "spec.config.tlsSecurityProfile");
        BindRegistries(manifest, "spec.config.insecureRegistries");
    }

    private static void BindProfile(Manifest manifest, string path)
    {
        var context = manifest.Context;
        if (manifest.Mapping(path) is not { } profile || (profile.Find("type") ?? profile.Find("old")) is not { } setting)
            return;

        var word = setting.Key == "old" ? Yaml.Presence(profile, "old", "Old", context) : Yaml.Read(setting, "type", static text => text, context);
        if (word.IsUnresolved || word.Is("Old"))
        {
            var endpoint = context.Add(new ManagementEndpoint(manifest.Name, context.Origin(profile.Anchor)) { Role = EndpointRole.Listener });
            endpoint.WeakMethod = word.Select(static text => new WeakMethod(text, "lets TLS 1.0 in"));
        }
    }

    private static void BindRegistries(Manifest manifest, string path)
    {
        var context = manifest.Context;
        foreach (var registry in manifest.Root.Items(path).OfType<YamlScalar>())
        {
            var literal = new Literal(registry.Value, registry.ValueSpan);
            var image = context.Add(new Image($"every image of {registry.Value}", context.Origin(registry.ValueSpan)));
            image.VerifyTls = Yaml.Read(literal, "insecureRegistries", static _ => false, context);
            image.Host = Yaml.Read(literal, "insecureRegistries", static text => text.Split(':')[0], context);
        }
    }

    /// <summary>Gates that are added behind the operator's back; it takes any patch at its word.</summary>
    private static void BindPatch(Hypervisor hypervisor, Setting patch, BindingContext context)
    {
        const string Path = "/featureGates/";
        var text = context.File.Text.ToString(patch.ValueSpan);
        for (var at = text.IndexOf(Path, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Path, at + Path.Length, StringComparison.Ordinal))
        {
            // {"op": "add", "path": "/spec/configuration/developerConfiguration/featureGates/-", "value": "CPUManager"}
            var value = text.IndexOf("\"value\"", at, StringComparison.Ordinal);
            var open = value < 0 ? -1 : text.IndexOf('"', value + 7);
            var close = open < 0 ? -1 : text.IndexOf('"', open + 1);
            if (close <= open + 1 || text.IndexOf('}', at) < close)
                continue;

            KubeVirtBinder.BindGate(hypervisor, new(text.Substring(open + 1, close - open - 1), new(patch.ValueSpan.Start + open + 1, close - open - 1)), context);
        }
    }
}
