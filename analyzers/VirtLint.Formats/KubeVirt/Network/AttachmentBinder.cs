using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Network;

/// <summary>Binds <c>NetworkAttachmentDefinition</c>, a network that pods and guests join beside the one that all are on.</summary>
/// <remarks>// containernetworking/plugins, "bridge plugin": promiscMode, macspoofchk, vlan; harvester/harvester: labels of networks</remarks>
internal static class AttachmentBinder
{
    public static readonly BindingTable<VirtualSwitch> Table = new BindingTable<VirtualSwitch>(Platform.KubeVirt, "NetworkAttachmentDefinition: spec.config", "CNI bridge plugin")
        .Row("promiscMode", (s, f) => s.IsPromiscuous = f, KubeWords.Flag)
        .Row("bridge", (s, f) => s.Bridge = f, Vocabulary.Text)
        .Row("macspoofchk", (s, f) => s.KeepsGuestAddresses = f, KubeWords.Flag, whenAbsent: false)
        .Computed("vlan", s => s.Vlans, "a VLAN");

    private static readonly string[] s_bridges = ["bridge", "cnv-bridge", "ovs", "ovs-cni"];

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        if (manifest.Root.Select("spec.config") is not YamlScalar config || EmbeddedJson.In(config, context.File.Text) is not { } json)
            return;

        var plugin = json.Objects("plugins").FirstOrDefault(IsBridge) ?? (IsBridge(json) ? json : null);
        if (plugin is null)
            return;

        var network = context.Add(new VirtualSwitch(NameOf(manifest), manifest.Origin));
        Table.Bind(network, plugin, context);
        if (plugin.Find("vlan") is { } vlan && int.TryParse(vlan.Value, out var number))
            network.Vlans = Fact.Stated(VlanMembership.Access(number), context.Origin(vlan.ValueSpan), vlan.Value, "vlan");
    }

    /// <summary>The name by which guests of other namespaces have to call it.</summary>
    private static string NameOf(Manifest manifest) => manifest.Namespace.Length == 0 ? manifest.Name : $"{manifest.Namespace}/{manifest.Name}";

    private static bool IsBridge(EmbeddedJson plugin) => plugin.Find("type") is { } type && Array.IndexOf(s_bridges, type.Value) >= 0;
}
