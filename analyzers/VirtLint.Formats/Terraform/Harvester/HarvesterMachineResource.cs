using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.KubeVirt;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Harvester;

/// <summary>Binds <c>harvester_virtualmachine</c>.</summary>
/// <remarks>// harvester/harvester, docs/resources/virtualmachine.md</remarks>
internal static class HarvesterMachineResource
{
    private const string Source = "harvester/harvester: harvester_virtualmachine";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Harvester, "harvester_virtualmachine", Source)
        .Row("description", (m, f) => m.Notes = f, Vocabulary.Text, source: "description")
        .Row("namespace", (m, f) => m.Pool = f, Vocabulary.Text, source: "namespace")
        .Row("cpu_model", (m, f) => m.CpuModel = f, Vocabulary.Text, source: "cpu_model")
        .Computed("cloudinit/user_data, cloudinit/user_data_base64", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloudinit")
        .Computed("cloudinit/user_data, cloudinit/user_data_base64", m => m.UserDataSecret, "a password or key in what cloud-init is given", source: "cloudinit")
        .Computed("tags, labels", m => m.Tags, "there or not", source: "tags");

    // harvester/harvester, internal/provider/virtualmachine/schema_virtualmachine.go: efi, secure_boot
    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Harvester, "harvester_virtualmachine", Source)
        .Row("efi", (m, f) => m.Interface = f, KubeWords.Flags(FirmwareInterface.Uefi, FirmwareInterface.Bios), whenAbsent: FirmwareInterface.Bios, source: "efi")
        .Row("secure_boot", (m, f) => m.SecureBoot = f, TerraformWords.Flag, whenAbsent: false, source: "secure_boot");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.Harvester, "harvester_virtualmachine: disk", Source)
        .Row("storage_class_name", (d, f) => d.Store = f, Vocabulary.Text, source: "disk.storage_class_name")
        .Row("access_mode", (d, f) => d.IsBoundToHost = f, Vocabulary.Of(("ReadWriteOnce", true), ("ReadWriteMany", false)), source: "disk.access_mode")
        .Computed("(disk)", d => d.IsReadOnly, "never", whenAbsent: "false", source: "disk")
        .Row("type", (d, f) => d.Use = f, Vocabulary.Of(("disk", DiskUse.Disk), ("cd-rom", DiskUse.Optical)), whenAbsent: DiskUse.Disk, source: "disk.type");

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.Harvester, "harvester_virtualmachine: disk", Source)
        .Computed("container_image_name", i => i.HasMovingTag, "an image of a registry, whose tag moves or is left out", source: "disk.container_image_name");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.Harvester, "harvester_virtualmachine: network_interface", Source)
        .Row("mac_address", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "network_interface.mac_address")
        .Row("network_name", (n, f) => n.Network = f, Vocabulary.Text, source: "network_interface.network_name")
        .Computed("network_name", n => n.SharesManagementNetwork, "none, or an empty text", source: "network_interface.network_name");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.Harvester, "harvester_virtualmachine: host_device", Source)
        .Row("device_name", (d, f) => d.Address = f, Vocabulary.Text, source: "host_device.device_name")
        .Computed("(block)", d => d.Class, "a PCI device", source: "host_device");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        { DeployedTo = Platform.Harvester });
        Table.Bind(machine, node, context);
        Firmware.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), node, context);
        BindLabels(machine, node, context);
        if (node.Node("cloudinit") is { } data)
            BindUserData(machine, data, context);

        if (node.Node("tpm") is { } tpm)
            context.Add(new VirtualTpm("tpm", context.Origin(tpm.Anchor), machine));

        foreach (var item in node.Nodes("host_device"))
        {
            var device = context.Add(new HostDevice("host_device", context.Origin(item.Anchor), machine));
            Devices.Bind(device, item, context);
            device.Class = Fact.Default(HostDeviceClass.Pci, device.Origin, $"{Source}: host_device");
        }

        BindParts(machine, node, context);
    }

    private static void BindParts(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var item in node.Nodes("disk"))
        {
            var name = item.Find("name");
            var disk = context.Add(new Disk(name is { Unresolved: null } ? name.Value : "disk", context.Origin(name?.ValueSpan ?? item.Anchor), machine));
            Drive.Bind(disk, item, context);
            disk.IsReadOnly = Fact.Default(false, disk.Origin, $"{Source}: disk");
            if (item.Find("container_image_name") is { } image)
                context.Add(new Image(image.Value, context.Origin(image.ValueSpan), machine)).HasMovingTag = ArgumentFacts.Of(item, image, KubeWords.HasMovingTag, context);
        }

        foreach (var item in node.Nodes("network_interface"))
        {
            var name = item.Find("name");
            var card = context.Add(new NetworkInterface(name is { Unresolved: null } ? name.Value : "network_interface", context.Origin(name?.ValueSpan ?? item.Anchor), machine));
            Card.Bind(card, item, context);

            // Harvester, "Networking": "management network", which a guest is on that names none
            if (item.Find("network_name") is not { } network)
                card.SharesManagementNetwork = Fact.Default(true, card.Origin, $"{Source}: network_interface.network_name", "network_name");
            else if (network.Unresolved is null && network.Value.Length == 0)
                card.SharesManagementNetwork = Fact.Stated(true, context.Origin(network.ValueSpan), network.Value, "network_name");
        }
    }

    private static void BindUserData(VirtualMachine machine, ConfigNode data, BindingContext context)
    {
        foreach (var key in (string[])["user_data", "user_data_base64"])
        {
            if (data.Find(key) is { } setting)
            {
                machine.UserDataSecret = UserData.SecretIn(setting, isEncoded: key != "user_data", context, isWhole: true) ?? machine.UserDataSecret;
                machine.FirstBootPackages = UserData.PackagesIn(setting, isEncoded: key != "user_data", context.File);
            }
        }
    }

    private static void BindLabels(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var labels = ConfigLabels.Bind(machine, node, context);
        foreach (var key in (string[])["tags", "labels"])
        {
            if (node.Find(key) is not { } map)
                continue;

            machine.Tags = Fact<string>.Unresolved(context.Origin(map.ValueSpan), key, "a map", key);
            foreach (var entry in node.Node(key)?.Settings ?? [])
                labels.Named(entry.Key, entry.AsLiteral());
        }
    }
}
