using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform.Proxmox;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds the disks, network cards and passed-through devices of <c>vsphere_virtual_machine</c>.</summary>
internal static class MachineDevices
{
    private const string Source = "vmware/vsphere: vsphere_virtual_machine";

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.Vmware, "vsphere_virtual_machine: disk", Source)
        .Row("disk_mode", (d, f) => d.IsTransient = f, VsphereWords.TransientModes, whenAbsent: false, source: "disk.disk_mode")
        .Row("disk_sharing", (d, f) => d.IsShared = f, VsphereWords.Sharing, whenAbsent: false, source: "disk.disk_sharing")
        .Row("keep_on_remove", (d, f) => d.OutlivesGuest = f, TerraformWords.Flag, source: "disk.keep_on_remove")
        .Computed("(disk)", d => d.Use, "a hard disk");

    public static readonly BindingTable<Disk> Bus = new BindingTable<Disk>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Computed("scsi_bus_sharing", d => d.IsShared, "'physicalSharing' or 'virtualSharing', for the first disk", source: "scsi_bus_sharing");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.Vmware, "vsphere_virtual_machine: network_interface", Source)
        .Computed("network_id", n => n.Attachment, "the identifier of a port group", source: "network_interface.network_id")
        .Computed("network_id", n => n.Network, "the identifier of a port group, where it is written out", source: "network_interface.network_id")
        .Computed("adapter_type", n => n.UnfilteredBy, "'sriov'", source: "network_interface.adapter_type")
        .Computed("use_static_mac, mac_address", n => n.Mac, "an address, where it is a static one", source: "network_interface.mac_address");

    public static readonly BindingTable<VirtualDevice> Model = new BindingTable<VirtualDevice>(Platform.Vmware, "vsphere_virtual_machine: network_interface", Source)
        .Row("adapter_type", (d, f) => d.Family = f, VsphereWords.Cards, whenAbsent: DeviceFamily.Current, source: "network_interface.adapter_type");

    public static readonly BindingTable<HostDevice> Passthrough = new BindingTable<HostDevice>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Computed("pci_device_id", d => d.Address, "identifiers of PCI devices", source: "pci_device_id")
        .Computed("pci_device_id", d => d.Class, "one for each", source: "pci_device_id");

    public static void Bind(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        BindDisks(machine, node, context);
        var addresses = node.Node("clone")?.Node("customize")?.Nodes("network_interface") ?? [];
        var index = 0;
        foreach (var card in node.Nodes("network_interface"))
        {
            var nic = context.Add(new NetworkInterface($"network_interface {index}", context.Origin(card.Anchor), machine));
            BindCard(nic, card, context);
            if (index < addresses.Count)
                nic.Addresses = Addresses(addresses[index], context);

            Model.Bind(context.Add(new VirtualDevice(nic.Name, DeviceRole.NetworkCard, nic.Origin, machine)), card, context);
            index++;
        }

        foreach (var id in node.Texts("pci_device_id"))
        {
            var device = context.Add(new HostDevice("pci_device_id", context.Origin(id.Span), machine));
            device.Class = Fact.Stated(HostDeviceClass.Pci, device.Origin, id.Text, "pci_device_id");
            device.Address = Syntax.TemplateMarks.Contains(id.Text)
                ? Fact<string>.Unresolved(device.Origin, id.Text, "what only a run knows", "pci_device_id")
                : Fact.Stated(id.Text, device.Origin, id.Text, "pci_device_id");
        }
    }

    private static void BindDisks(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var bus = node.Find("scsi_bus_sharing");
        foreach (var drive in node.Nodes("disk"))
        {
            var label = drive.Find("label");
            var disk = context.Add(new Disk(label is { Unresolved: null } ? label.Value : "disk", context.Origin(label?.ValueSpan ?? drive.Anchor), machine));
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
            Drive.Bind(disk, drive, context);
            if (bus is not null && disk.IsShared.State is FactState.Default)
            {
                disk.IsShared = Facts.Read(node, bus, "scsi_bus_sharing", VsphereWords.BusSharing, context);
                bus = null;
            }
        }
    }

    private static void BindCard(NetworkInterface nic, ConfigNode card, BindingContext context)
    {
        if (card.Find("network_id") is { } network)
        {
            // Which one it is is known after it is made: that it is one is known before.
            nic.Attachment = Fact.Stated(NetworkAttachment.Network, context.Origin(network.ValueSpan), network.Value, "network_id");
            if (network.Unresolved is null)
                nic.Network = ArgumentFacts.Of(card, network, static id => id, context);
        }

        if (card.Find("adapter_type") is { Unresolved: null, Value: "sriov" } adapter)
            nic.UnfilteredBy = ArgumentFacts.Of(card, adapter, static type => type, context);

        // Without the flag the address is what the server made up, as it stands in the state.
        if (card.Find("use_static_mac") is { Value: "true" } && card.Find("mac_address") is { } mac)
            nic.Mac = Facts.Read(card, mac, "mac_address", MacAddress.Vocabulary, context);
    }

    private static IReadOnlyList<Fact<string>> Addresses(ConfigNode settings, BindingContext context)
    {
        var addresses = new List<Fact<string>>();
        foreach (var setting in new[] { settings.Find("ipv4_address"), settings.Find("ipv6_address") }.Where(static setting => setting is { Unresolved: null }))
            StaticAddresses.Add(addresses, setting!, context);

        return addresses;
    }
}
