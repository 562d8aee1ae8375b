using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Network;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds <c>libvirt_network</c>: up to 0.8 flat, with a mode of the provider's own default; since 0.9 as libvirt's XML.</summary>
internal static class NetworkResource
{
    private const string Source = "dmacvicar/libvirt: libvirt_network";

    private static readonly Vocabulary<NetworkForwarding> s_modes = Vocabulary.Of(
        ("nat", NetworkForwarding.Nat),
        ("none", NetworkForwarding.Isolated),
        ("route", NetworkForwarding.Routed),
        ("open", NetworkForwarding.Unfiltered),
        ("bridge", NetworkForwarding.Bridged),
        ("private", NetworkForwarding.Bridged),
        ("vepa", NetworkForwarding.Bridged),
        ("passthrough", NetworkForwarding.Bridged),
        ("hostdev", NetworkForwarding.Bridged));

    /// <summary>A mode for a network of 0.8 without one would be "nat": the two schemas cannot be told apart without one.</summary>
    public static readonly BindingTable<VirtualSwitch> Flat = new BindingTable<VirtualSwitch>(Platform.Libvirt, "libvirt_network", Source)
        .Row("mode", (s, f) => s.Forwarding = f, s_modes, source: "mode, up to 0.8")
        .Row("bridge", (s, f) => s.Bridge = f, Vocabulary.Text, source: "bridge, up to 0.8");

    /// <summary>What only a network of 0.9 has: up to 0.8, 'bridge' is a name.</summary>
    private static readonly string[] s_nested = ["forward", "bridge", "ips", "port_options", "port_groups", "vlan", "virtual_port", "mtu"];

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var network = context.Add(new VirtualSwitch(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Libvirt,
        });
        if (node.Find("mode") is null && s_nested.Any(name => node.Nodes(name).Any(static part => !part.StandsForAll)))
            NetworkBinder.Bind(network, TranslatedElement.Of("network", node, NetworkForms.Network, context), context);
        else
            Flat.Bind(network, node, context);
    }
}
