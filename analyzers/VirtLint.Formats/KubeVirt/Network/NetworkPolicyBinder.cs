using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Network;

/// <summary>Binds <c>NetworkPolicy</c>: who of a namespace is kept from whom on the network that every pod is on.</summary>
/// <remarks>// KubeVirt user guide, "NetworkPolicy": "By default, all vmis in a namespace share a network and are accessible"</remarks>
internal static class NetworkPolicyBinder
{
    public static readonly BindingTable<FirewallPolicy> Table = new BindingTable<FirewallPolicy>(Platform.KubeVirt, "NetworkPolicy", "Kubernetes: Network Policies")
        .Computed("spec.podSelector", p => p.Covers, "labels; none for every pod of the namespace", source: "The NetworkPolicy resource")
        .Computed("metadata.namespace", p => p.Pool, "a namespace", source: "The NetworkPolicy resource");

    /// <summary>Labels that the platform gives to the pod of a guest, each with the guest's name. // kubevirt.io/api: VirtualMachineNameLabel, DomainAnnotation</summary>
    private static readonly string[] s_names = ["vm.kubevirt.io/name", "kubevirt.io/domain", "kubevirt.io/vm"];

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        if (manifest.Mapping("spec") is not { } spec || !IsForIngress(spec))
            return;

        var policy = context.Add(new FirewallPolicy(manifest.Name, manifest.Origin) { Level = FirewallLevel.Guest });
        policy.Pool = manifest.Root.Find("metadata.namespace") is { } place && place.Value != "default" ? Yaml.Read(place, "metadata.namespace", static text => text, context) : Fact<string>.Absent;
        policy.Covers = CoverageOf(spec, policy.Origin, context);
    }

    /// <summary>Whether it stands in front of the guest. // "If no policyTypes are specified, by default Ingress will always be set"</summary>
    private static bool IsForIngress(YamlMapping spec) =>
        spec.Find("policyTypes") is not { IsList: true } types || types.Items.Any(static type => type.Text == "Ingress" || TemplateMarks.Contains(type.Text));

    private static Fact<string> CoverageOf(YamlMapping spec, Origin origin, BindingContext context)
    {
        if (spec.Select("podSelector") is not YamlMapping { Entries.IsEmpty: false } selector)
            return Fact.Stated("*", origin, "{}", "podSelector");

        foreach (var label in (selector["matchLabels"] as YamlMapping)?.Settings ?? [])
        {
            if (s_names.Contains(label.Key))
                return Yaml.Read(label, label.Key, static text => text, context);
        }

        return Fact<string>.Unresolved(origin, "podSelector", "the labels of guests", "podSelector");
    }
}
