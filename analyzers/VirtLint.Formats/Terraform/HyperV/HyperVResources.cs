using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.HyperV;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.HyperV;

/// <summary>Binds the provider taliesins/hyperv. // docs/index.md, docs/resources/machine_instance.md</summary>
internal static class HyperVResources
{
    private const string Source = "taliesins/hyperv: hyperv_machine_instance";

    private const string Place = "hyperv_machine_instance";

    public static readonly BindingTable<ManagementEndpoint> Provider = new BindingTable<ManagementEndpoint>(Platform.HyperV, "provider \"hyperv\"", "taliesins/hyperv: provider")
        .Row("insecure", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, source: "insecure")
        .Row("https", (e, f) => e.Protection = f, Https, source: "https");

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.HyperV, Place, Source)
        .Row("notes", (m, f) => m.Notes = f, Vocabulary.Text, source: "notes")
        .Row("checkpoint_type", (m, f) => m.SnapshotsKeepMemory = f, HyperVWords.Checkpoints, source: "checkpoint_type");

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.HyperV, "hyperv_machine_instance: hard_disk_drives", Source)
        .Computed("path", d => d.Use, "always", source: "hard_disk_drives.path")
        .Computed("path", d => d.Source, "a path", source: "hard_disk_drives.path")
        .Computed("path", d => d.Format, "a path, by its extension", source: "hard_disk_drives.path");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.HyperV, Place, Source)
        .Row(
            "generation",
            (m, f) => m.Interface = f,
            Vocabulary.Of(("1", FirmwareInterface.Bios), ("2", FirmwareInterface.Uefi)),
            whenAbsent: FirmwareInterface.Uefi,
            source: "generation")
        .Row("vm_firmware/enable_secure_boot", (m, f) => m.SecureBoot = f, HyperVWords.OnOff, source: "vm_firmware.enable_secure_boot");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.HyperV, Place, Source)
        .Row(
            "vm_processor/expose_virtualization_extensions",
            (c, f) => c.Policy = f,
            Vocabulary.Of(("true", CpuFeaturePolicy.Required), ("false", CpuFeaturePolicy.Disabled)),
            source: "vm_processor.expose_virtualization_extensions");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.HyperV, Place, Source)
        .Computed("integration_services", c => c.IsOpen, "'true' for 'Guest Service Interface'", source: "integration_services");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.HyperV, "hyperv_machine_instance: network_adaptors", Source)
        .Row("switch_name", (n, f) => n.Network = f, Vocabulary.Text, source: "network_adaptors.switch_name")
        .Row("mac_address_spoofing", (n, f) => n.AllowsForgedSource = f, HyperVWords.OnOff, whenAbsent: false, source: "network_adaptors.mac_address_spoofing")
        .Row("router_guard", (n, f) => n.AllowsRouterAdvertisement = f, HyperVWords.Guard, source: "network_adaptors.router_guard")
        .Row("dhcp_guard", (n, f) => n.AllowsAddressOffers = f, HyperVWords.Guard, source: "network_adaptors.dhcp_guard");

    private static Vocabulary<LinkProtection> Https =>
        Vocabulary.Of(("true", LinkProtection.Encrypted), ("false", LinkProtection.None), ("1", LinkProtection.Encrypted), ("0", LinkProtection.None));

    public static void BindProvider(TerraformResource provider)
    {
        var (node, context) = (provider.Node, provider.Context);
        var host = node.Find("host");
        var link = context.Add(new ManagementEndpoint(provider.Address, context.Origin(host?.ValueSpan ?? node.Anchor)) { Role = EndpointRole.Link });
        if (host is not null)
            link.Address = ArgumentFacts.Of(node, host, static text => ListenAddress.Of(text), context);

        Provider.Bind(link, node, context);
        ProviderLink.AddSecret(provider, "password");
    }

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        { DeployedTo = Platform.HyperV });
        Table.Bind(machine, node, context);
        ConfigLabels.Bind(machine, node, context, "notes");
        Firmware.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), node, context);
        if (node.Find("vm_processor/expose_virtualization_extensions") is { } nesting)
            Nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nesting.KeySpan), machine)), node, context);

        if (node.Find("integration_services/Guest Service Interface") is { } files)
            context.Add(new SideChannel(SideChannelKind.FileTransfer, "Guest Service Interface", context.Origin(files.KeySpan), machine)).IsOpen = Facts.Read(node, files, files.Key, TerraformWords.Flag, context);

        foreach (var drive in node.Nodes("hard_disk_drives"))
            HyperVDisks.Add(machine, drive, drive.Find("path"), context);

        foreach (var card in node.Nodes("network_adaptors"))
        {
            var title = card.Find("name");
            Card.Bind(context.Add(new NetworkInterface(title is { Unresolved: null } ? title.Value : "network_adaptors", context.Origin(title?.ValueSpan ?? card.Anchor), machine)), card, context);
        }
    }
}
