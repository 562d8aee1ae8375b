using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_virtual_machine</c>. The provider sends its own defaults to clones too.</summary>
/// <remarks>// vmware/vsphere, virtual_machine_config_structure.go: expandVirtualMachineConfigSpec</remarks>
internal static class MachineResource
{
    private const string Source = "vmware/vsphere: vsphere_virtual_machine";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row("annotation", (m, f) => m.Notes = f, Vocabulary.Text, source: "annotation")
        .Row("clone/customize/windows_options/admin_password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "clone.customize.windows_options.admin_password");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row("firmware", (m, f) => m.Interface = f, VsphereWords.Firmware, whenAbsent: FirmwareInterface.Bios, source: "firmware")
        .Row("efi_secure_boot_enabled", (m, f) => m.SecureBoot = f, TerraformWords.Flag, whenAbsent: false, source: "efi_secure_boot_enabled");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.Vmware, "vsphere_virtual_machine: vtpm", Source)
        .Row("version", (t, f) => t.Version = f, VsphereWords.TpmVersions, whenAbsent: TpmVersion.V20, source: "vtpm.version");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.Vmware, "vsphere_virtual_machine: disk", Source)
        .Row("disk_mode", (d, f) => d.IsTransient = f, VsphereWords.TransientModes, whenAbsent: false, source: "disk.disk_mode")
        .Row("disk_sharing", (d, f) => d.IsShared = f, VsphereWords.Sharing, whenAbsent: false, source: "disk.disk_sharing")
        .Computed("(disk)", d => d.Use, "a hard disk");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.Vmware, "vsphere_virtual_machine: network_interface", Source)
        .Computed("use_static_mac, mac_address", n => n.Mac, "an address, where it is a static one", source: "network_interface.mac_address");

    public static readonly BindingTable<HostDevice> Passthrough = new BindingTable<HostDevice>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Computed("pci_device_id", d => d.Address, "identifiers of PCI devices", source: "pci_device_id")
        .Computed("pci_device_id", d => d.Class, "one for each", source: "pci_device_id");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row(
            "nested_hv_enabled",
            (c, f) => c.Policy = f,
            Vocabulary.Of(("true", CpuFeaturePolicy.Required), ("false", CpuFeaturePolicy.Disabled)),
            source: "nested_hv_enabled");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        { DeployedTo = Platform.Vmware });
        Table.Bind(machine, node, context);
        BindLabels(machine, node, context);
        Firmware.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), node, context);
        if (node.Node("vtpm") is { } tpm)
            Tpm.Bind(context.Add(new VirtualTpm("vtpm", context.Origin(tpm.Anchor), machine)), tpm, context);

        if (node.Find("nested_hv_enabled") is { } nesting)
            Nesting.Bind(context.Add(new CpuFeature("vmx", context.Origin(nesting.KeySpan), machine)), node, context);

        BindParts(machine, node, context);
    }

    private static void BindParts(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        foreach (var drive in node.Nodes("disk"))
        {
            var label = drive.Find("label");
            var disk = context.Add(new Disk(label is { Unresolved: null } ? label.Value : "disk", context.Origin(label?.ValueSpan ?? drive.Anchor), machine));
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
            Drive.Bind(disk, drive, context);
        }

        var index = 0;
        foreach (var card in node.Nodes("network_interface"))
        {
            var nic = context.Add(new NetworkInterface($"network_interface {index++}", context.Origin(card.Anchor), machine));

            // Without the flag the address is what the server made up, as it stands in the state.
            if (card.Find("use_static_mac") is { Value: "true" } && card.Find("mac_address") is { } mac)
                nic.Mac = Facts.Read(card, mac, "mac_address", MacAddress.Vocabulary, context);
        }

        foreach (var id in ArgumentFacts.Words(node.Find("pci_device_id")))
        {
            var device = context.Add(new HostDevice("pci_device_id", context.Origin(id.Span), machine));
            device.Class = Fact.Stated(HostDeviceClass.Pci, device.Origin, id.Text, "pci_device_id");
            device.Address = Fact.Stated(id.Text, device.Origin, id.Text, "pci_device_id");
        }
    }

    private static void BindLabels(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        if (node.Find("name") is { Unresolved: null } name)
            labels.Name(name.AsLiteral());

        if (node.Find("tags") is { } tags && !(tags.IsList && tags.Items.Length == 0))
            machine.Tags = Fact<string>.Unresolved(context.Origin(tags.ValueSpan), tags.Value, "identifiers of tags", "tags");

        if (node.Find("annotation") is { Unresolved: null } notes && node.SourceOf(notes) is null && notes.Value.Trim().Length > 0)
            labels.Prose(notes.ValueSpan, isEncoded: false);
    }
}
