using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>A guest's adapters, each joined with the network of its name.</summary>
internal static class MachineNetworks
{
    private const string Source = "KubeVirt user guide: Interfaces and networks";

    /// <summary>The name under which the network that every pod is on goes here.</summary>
    public const string PodNetwork = "pod network";

    public static readonly BindingTable<NetworkInterface> Table = new BindingTable<NetworkInterface>(Platform.KubeVirt, "VirtualMachine: domain.devices.interfaces", Source)
        .Row("macAddress", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "Interfaces")
        .Row("state", (n, f) => n.Connected = f, Vocabulary.Of(("up", true), ("down", false), ("absent", false)), whenAbsent: true, source: "Link state management")
        .Computed("bridge, masquerade, sriov, binding", n => n.Attachment, "how it is connected", source: "Interfaces")
        .Computed("bridge, (nothing)", n => n.TakesContainerAddress, "a bridge on the pod network", source: "Interfaces: bridge")
        .Computed("networks[].multus.networkName, networks[].pod", n => n.Network, "a network's name", source: "Networks");

    // kubevirt.io/api: Interface, "model: One of: e1000, e1000e, igb, ne2k_pci, pcnet, rtl8139, virtio. Defaults to virtio."
    public static readonly BindingTable<VirtualDevice> Cards = new BindingTable<VirtualDevice>(Platform.KubeVirt, "VirtualMachine: domain.devices.interfaces", Source)
        .Computed("model", d => d.Family, "a model", source: "Interfaces");

    private static readonly string[] s_bindings = ["bridge", "masquerade", "sriov", "slirp", "macvtap", "passt", "binding", "passtBinding"];

    public static void Bind(GuestSpec guest)
    {
        var networks = new Dictionary<string, YamlMapping>(System.StringComparer.Ordinal);
        foreach (var network in guest.Spec.Mappings("networks"))
        {
            if (network.TextAt("name") is { } name)
                networks[name] = network;
        }

        foreach (var item in guest.Spec.Mappings("domain.devices.interfaces"))
            BindInterface(guest, item, networks);
    }

    private static void BindInterface(GuestSpec guest, YamlMapping item, Dictionary<string, YamlMapping> networks)
    {
        var context = guest.Context;
        if (item.Find("name") is not { } name)
            return;

        var nic = context.Add(new NetworkInterface(name.Value, context.Origin(name.ValueSpan), guest.Machine));
        Table.Bind(nic, item, context);
        if (item.Find("model") is { } model)
            context.Add(new VirtualDevice(model.Value, DeviceRole.NetworkCard, context.Origin(model.ValueSpan), guest.Machine)).Family = Yaml.Read(model, "model", FamilyOf, context);

        networks.TryGetValue(name.Value, out var network);
        if (network is null)
        {
            if (!context.IsPartial && !TemplateMarks.Contains(name.Value))
                context.Report(SettingIssueKind.DanglingReference, "name", name.ValueSpan, $"'{name.Value}' names no network of '{guest.Machine.Name}', so that the guest is refused");

            return;
        }

        var isPod = network.Find("pod") is not null;
        nic.Network = isPod
            ? Yaml.Presence(network, "pod", PodNetwork, context)
            : network.Find("multus.networkName") is { } multus ? Yaml.Read(multus, "multus.networkName", text => Qualified(guest.Manifest, text), context) : Fact<string>.Absent;
        BindAttachment(nic, item, isPod, guest);
    }

    private static DeviceFamily FamilyOf(string model) => model switch
    {
        "virtio" or "virtio-transitional" or "virtio-non-transitional" => DeviceFamily.Virtio,
        "ne2k_pci" or "pcnet" or "rtl8139" or "e1000" => DeviceFamily.Legacy,
        _ => DeviceFamily.Current,
    };

    private static void BindAttachment(NetworkInterface nic, YamlMapping item, bool isPod, GuestSpec guest)
    {
        var context = guest.Context;
        var binding = System.Array.Find(s_bindings, word => item.Find(word) is not null);
        if (binding == "sriov")
        {
            nic.Attachment = Yaml.Presence(item, binding, NetworkAttachment.AssignedAdapter, context);
            return;
        }

        if (binding is "binding" or "passtBinding")
            return;

        nic.Attachment = binding is null
            ? Facts.Default(context, NetworkAttachment.Bridge, nic.Origin.Span, Source, "bridge")
            : Yaml.Presence(item, binding, NetworkAttachment.Network, context);
        if (isPod && binding is null or "bridge")
        {
            nic.TakesContainerAddress = !isPod ? Fact<bool>.Absent
                : binding is null ? Facts.Default(context, true, nic.Origin.Span, Source, "bridge")
                : Yaml.Presence(item, "bridge", true, context);
        }
    }

    /// <summary>A name without a namespace is one of the guest's own. // Multus, "Creating network attachments"</summary>
    private static string Qualified(Manifest manifest, string name) => name.IndexOf('/') >= 0 || manifest.Namespace.Length == 0 ? name : $"{manifest.Namespace}/{name}";
}
