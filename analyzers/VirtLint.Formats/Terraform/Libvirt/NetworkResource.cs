using VirtLint.Formats.Binding;
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

    public static readonly BindingTable<VirtualSwitch> Nested = new BindingTable<VirtualSwitch>(Platform.Libvirt, "libvirt_network: 0.9", Source)
        .Row("forward/mode", (s, f) => s.Forwarding = f, s_modes, source: "forward")
        .Row("bridge/name", (s, f) => s.Bridge = f, Vocabulary.Text, source: "bridge")
        .Row("bridge/zone", (s, f) => s.FirewallZone = f, Vocabulary.Text, source: "bridge")
        .Row("port_options/isolated", (s, f) => s.Isolated = f, Vocabulary.YesNo, source: "port_options")
        .Computed("bridge/zone", s => s.ZonePolicy, "'trusted'", source: "firewalld.zones(5): trusted");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var network = context.Add(new VirtualSwitch(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Libvirt,
        });
        var isNested = node.Node("forward") is not null || node.Node("bridge") is not null || node.Node("port_options") is not null;
        (isNested ? Nested : Flat).Bind(network, node, context);
        if (network.FirewallZone.IsStated && network.FirewallZone.Is("trusted"))
            network.ZonePolicy = network.FirewallZone.Select(static _ => FirewallAction.Accept);
    }
}
