using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds <c>VirtualMachineClone</c>: of the guest that comes of it, what its source does not decide.</summary>
/// <remarks>// KubeVirt user guide, "Clone API": newMacAddresses; without it "all mac addresses are stripped out"</remarks>
internal static class CloneBinder
{
    public static readonly BindingTable<NetworkInterface> Cards = new BindingTable<NetworkInterface>(Platform.KubeVirt, "VirtualMachineClone", "KubeVirt user guide: Clone API")
        .Computed("spec.newMacAddresses", n => n.Mac, "an address of each adapter", source: "newMacAddresses")
        .Computed("spec.source.name", n => n.Network, "a guest: the network of its adapter of that name", source: "Source & Target", decidedBy: "VirtualMachine")
        .Computed("spec.source.name", n => n.Attachment, "a guest: the binding of its adapter of that name", source: "Source & Target", decidedBy: "VirtualMachine");

    public static void Bind(Manifest manifest)
    {
        var (root, context) = (manifest.Root, manifest.Context);
        if (root.TextAt("spec.source.kind") != "VirtualMachine" || root.Find("spec.source.name") is not { } source
            || manifest.Mapping("spec.newMacAddresses") is not { } addresses)
        {
            return;
        }

        // The guest is its source's twin in all else, and judged there.
        var target = root.Find("spec.target.name");
        var clone = new VirtualMachine(target?.Value ?? manifest.Name, target is null ? manifest.Origin : context.Origin(target.ValueSpan))
        {
            ClonedFrom = Yaml.Read(source, "spec.source.name", static text => text, context),
            IsTemplate = Fact.Default(false, manifest.Origin, "KubeVirt user guide: Clone API"),
        };
        foreach (var setting in addresses.Settings.Where(static setting => MacAddress.Vocabulary.TryRead(setting.Value, out _)))
        {
            var nic = context.Add(new NetworkInterface(setting.Key, context.Origin(setting.KeySpan), clone));
            nic.Mac = Facts.Read(addresses, setting, setting.Key, MacAddress.Vocabulary, context);
        }
    }

    /// <summary>The adapters of a clone are on the networks of those that they are called after.</summary>
    public static void Link(Site site)
    {
        foreach (var nic in site.All<NetworkInterface>().Where(static nic => nic.Machine?.ClonedFrom.IsKnown == true && nic.Network.State is FactState.Absent))
        {
            var source = site.All<NetworkInterface>().FirstOrDefault(other => other.Name == nic.Name && other.Machine is { } machine && nic.Machine!.ClonedFrom.Is(machine.Name));
            if (source is { Network: { IsKnown: true } network, Attachment: { IsKnown: true } attachment })
            {
                nic.Network = Fact.Default(network.Value, nic.Origin, "KubeVirt user guide: Clone API");
                nic.Attachment = Fact.Default(attachment.Value, nic.Origin, "KubeVirt user guide: Clone API");
            }
        }
    }
}
