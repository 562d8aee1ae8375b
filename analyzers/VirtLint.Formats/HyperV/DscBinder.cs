using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds configurations of HyperVDsc and xHyper-V. // dsccommunity/HyperVDsc, source/DSCResources/*.schema.mof</summary>
internal static class DscBinder
{
    private const string Source = "HyperVDsc";

    private static readonly string[] s_types = ["VMHyperV", "VMHost", "VMNetworkAdapter", "VMProcessor"];

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.HyperV, "DSC: VMHyperV", $"{Source}: VMHyperV")
        .Row("Notes", (m, f) => m.Notes = f, Vocabulary.Text, source: "Notes");

    public static readonly BindingTable<VirtualMachine> Limits = new BindingTable<VirtualMachine>(Platform.HyperV, "DSC: VMProcessor", $"{Source}: VMProcessor")
        .Row("EnableHostResourceProtection", (m, f) => m.HasActivityLimits = f, HyperVWords.Boolean, source: "EnableHostResourceProtection");

    public static readonly BindingTable<CpuFeature> Processor = new BindingTable<CpuFeature>(Platform.HyperV, "DSC: VMProcessor", $"{Source}: VMProcessor")
        .Row(
            "ExposeVirtualizationExtensions",
            (c, f) => c.Policy = f,
            Vocabulary.OfAnyCase(("$true", CpuFeaturePolicy.Required), ("$false", CpuFeaturePolicy.Disabled)),
            source: "ExposeVirtualizationExtensions");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.HyperV, "DSC: VMHyperV", $"{Source}: VMHyperV")
        .Row("Generation", (f, v) => f.Interface = v, Vocabulary.Of(("1", FirmwareInterface.Bios), ("2", FirmwareInterface.Uefi)), source: "Generation")
        .Row("SecureBoot", (f, v) => f.SecureBoot = v, HyperVWords.Boolean, source: "SecureBoot");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.HyperV, "DSC: VMHyperV", $"{Source}: VMHyperV")
        .Row("EnableGuestService", (c, f) => c.IsOpen = f, HyperVWords.Boolean, source: "EnableGuestService");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.HyperV, "DSC: VMNetworkAdapter", $"{Source}: VMNetworkAdapter")
        .Row("SwitchName", (n, f) => n.Network = f, Vocabulary.Text, source: "SwitchName")
        .Computed("MacAddress", n => n.Mac, "a hardware address without marks", source: "MacAddress")
        .Computed("VlanId", n => n.Vlans, "the number of a VLAN", source: "VlanId");

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.HyperV, "DSC: VMHost", $"{Source}: VMHost")
        .Row("UseAnyNetworkForMigration", (p, f) => p.UsesAnyNetwork = f, HyperVWords.Boolean, source: "UseAnyNetworkForMigration")
        .Row(
            "VirtualMachineMigrationAuthenticationType",
            (p, f) => p.DelegatesCredentials = f,
            Vocabulary.OfAnyCase(("CredSSP", true), ("Kerberos", false)),
            source: "VirtualMachineMigrationAuthenticationType")
        .Row(
            "VirtualMachineMigrationPerformanceOption",
            (p, f) => p.Protection = f,
            HyperVWords.Performance,
            source: "VirtualMachineMigrationPerformanceOption");

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.HyperV, "DSC: VMHyperV", $"{Source}: VMHyperV")
        .Computed("VhdPath", d => d.Use, "always", source: "VhdPath")
        .Computed("VhdPath", d => d.Source, "a path", source: "VhdPath")
        .Computed("VhdPath", d => d.Format, "a path, by its extension", source: "VhdPath");

    public static IEnumerable<IBindingTable> Tables => [Table, Disks, Limits, Processor, Firmware, Channels, Card, Migration];

    public static void Bind(PowerShellTree tree, BindingContext context)
    {
        foreach (var resource in DscResource.In(tree, s_types))
        {
            if (resource.Find("Ensure") is { Value: "Absent" or "absent" })
                continue;

            switch (resource.Type)
            {
                case "VMHyperV":
                    BindMachine(resource, context);
                    break;
                case "VMHost":
                    BindHost(resource, context);
                    break;
                case "VMProcessor":
                    BindProcessor(resource, context);
                    break;
                case "VMNetworkAdapter" when resource.Find("VMName") is { } guest && guest.Value != "ManagementOS":
                    BindCard(resource, context);
                    break;
            }
        }
    }

    private static void BindMachine(DscResource resource, BindingContext context)
    {
        var name = resource.Find("Name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Type, context.Origin(name?.ValueSpan ?? resource.Anchor))
        { HasPlaceForLabels = name is { Unresolved: null } });
        Table.Bind(machine, resource, context);
        var labels = new GuestLabels(machine, context);
        if (name is { Unresolved: null })
            labels.Name(name.AsLiteral());

        if (resource.Find("Notes") is { Unresolved: null, Value.Length: > 0 } notes)
            labels.Prose(notes.ValueSpan, isEncoded: false);

        Firmware.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), resource, context);
        HyperVDisks.Add(machine, resource, resource.Find("VhdPath"), context);
        if (resource.Find("EnableGuestService") is { } service)
            Channels.Bind(context.Add(new SideChannel(SideChannelKind.FileTransfer, "Guest Service Interface", context.Origin(service.KeySpan), machine)), resource, context);
    }

    private static void BindProcessor(DscResource resource, BindingContext context)
    {
        var machine = Amend(resource, context);
        Limits.Bind(machine, resource, context);
        if (resource.Find("ExposeVirtualizationExtensions") is { } nested)
            Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), machine)), resource, context);
    }

    private static void BindCard(DscResource resource, BindingContext context)
    {
        var name = resource.Find("Name");
        var card = context.Add(new NetworkInterface(
            name is { Unresolved: null } ? name.Value : "Network Adapter", context.Origin(name?.ValueSpan ?? resource.Anchor), Amend(resource, context)));
        Card.Bind(card, resource, context);
        if (resource.Find("MacAddress") is { Unresolved: null } mac && HyperVWords.Mac.TryRead(mac.Value, out _))
            card.Mac = Facts.Read(resource, mac, "MacAddress", HyperVWords.Mac, context);

        if (resource.Find("VlanId") is { } vlan)
            card.Vlans = Facts.Read(resource, vlan, "VlanId", Vocabulary.Integer, context).Select(VlanMembership.Access);
    }

    /// <summary>A host that takes part in live migration, as far as the resource says so.</summary>
    private static void BindHost(DscResource resource, BindingContext context)
    {
        if (resource.Find("VirtualMachineMigrationEnabled") is not { Value: "$false" })
            Migration.Bind(context.Add(new MigrationPolicy("live migration", context.Origin(resource.Anchor))), resource, context);
    }

    /// <summary>A resource that adds to a guest that another one makes.</summary>
    private static VirtualMachine Amend(DscResource resource, BindingContext context)
    {
        var name = resource.Find("VMName");
        return context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Type, context.Origin(name?.ValueSpan ?? resource.Anchor))
        { IsAmendment = true, HasPlaceForLabels = false });
    }
}
