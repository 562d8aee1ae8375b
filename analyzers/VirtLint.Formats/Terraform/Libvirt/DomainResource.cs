using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds <c>libvirt_domain</c> of the provider dmacvicar/libvirt up to 0.8, whose devices are blocks.</summary>
/// <remarks>The provider's defaults differ from libvirt's: its documentation of the resource, "Graphics devices".</remarks>
internal static class DomainResource
{
    private const string Source = "dmacvicar/libvirt 0.8: libvirt_domain";

    private static readonly Vocabulary<ConsoleProtocol> s_protocols = Vocabulary.Of(("spice", ConsoleProtocol.Spice), ("vnc", ConsoleProtocol.Vnc), ("rdp", ConsoleProtocol.Rdp));

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.Libvirt, "libvirt_domain: graphics", Source)
        .Row("type", (c, f) => c.Protocol = f, s_protocols, ConsoleProtocol.Spice, "graphics")
        .Row("listen_address", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"), "graphics")
        .Computed("listen_type", c => c.Address, "'address', 'none', or a network or socket", whenAbsent: "none", source: "graphics, listen_type")
        .Computed("type", c => c.Authentication, "no password can be stated", whenAbsent: "none", source: "graphics")
        .Computed("type", c => c.Transport, "'vnc' is in clear, 'spice' may be encrypted", source: "graphics");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Libvirt,
        });
        foreach (var graphics in node.Nodes("graphics"))
            BindConsole(machine, graphics, context);
    }

    private static void BindConsole(VirtualMachine machine, ConfigNode graphics, BindingContext context)
    {
        var anchor = context.Origin(graphics.Anchor);
        var console = context.Add(new RemoteConsole(graphics.Find("type")?.Value ?? "spice", anchor, machine));
        Console.Bind(console, graphics, context);
        console.Address = graphics.Find("listen_type") switch
        {
            null or { Value: "none", Unresolved: null } => Fact.Default(ListenAddress.Nowhere, anchor, $"{Source}: graphics, listen_type"),
            { Value: "address", Unresolved: null } => console.Address,
            var type => Fact<ListenAddress>.Unresolved(context.Origin(type.ValueSpan), type.Value, type.Unresolved ?? "a network's address", "listen_type"),
        };
        console.Authentication = LibvirtConsole.None(anchor);
        console.Transport = console.Protocol.Is(ConsoleProtocol.Vnc)
            ? Fact.Default(LinkProtection.None, anchor, "qemu.conf: vnc_tls")
            : Fact.Default(LinkProtection.Opportunistic, anchor, "formatdomain.rst: Graphical framebuffers");
    }
}
