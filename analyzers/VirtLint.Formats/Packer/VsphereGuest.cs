using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Binds what vSphere's builders give their guest, and so every guest that is cloned from it.</summary>
/// <remarks>packer-plugin-vsphere, builder/vsphere/common: HardwareConfig, FlagConfig, ConfigParamsConfig, ExportConfig.</remarks>
internal static class VsphereGuest
{
    private const string Place = "vsphere-iso, vsphere-clone";

    private const string Map = "vsphere-iso, vsphere-clone: configuration_parameters";

    private const string Source = "packer-plugin-vsphere, Config";

    /// <summary>What the API has a field of its own for: vCenter drops such keys. // ConfigParamsConfig: "silently ignored"</summary>
    private static readonly string[] s_dropped = ["migrate.encryptionMode", "vhv.enable"];

    private static readonly (string Key, string What)[] s_hotAdd = [("CPU_hot_plug", "processors"), ("RAM_hot_plug", "memory")];

    private static readonly AdvancedSettings s_settings = new(
        AdvancedSettings.OfTools(new BindingTable<VirtualMachine>(Platform.Packer, Map, VmxFormat.Guide))
            .Computed("sched.mem.pshare.salt", m => m.MergesMemory, "a salt: guests that have the same share pages")
            .Computed("guestinfo.userdata", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloud-init, datasources/vmware.rst: guestinfo")
            .Computed("guestinfo.*", m => m.UserDataSecret, "a password by its name, or one in user data of cloud-init", source: "cloud-init, datasources/vmware.rst: guestinfo"),
        new SideChannels(Platform.Packer, Map));

    private static readonly BindingTable<VirtualMachine> s_guest = new BindingTable<VirtualMachine>(Platform.Packer, Place, Source)
        .Row("vm_version", (m, f) => m.HardwareVersion = f, VmxWords.Hardware, source: "CreateConfig")
        .Computed("guest_os_type", m => m.OperatingSystem, "an identifier of vSphere's API for a guest operating system", source: "CreateConfig")
        .Computed("vm_name", m => m.IsCalledTemplate, "a word such as 'template'", source: "LocationConfig")
        .Computed("convert_to_template", m => m.IsTemplate, "'true' or 'false', where nothing else is made of the guest", "false")
        .Computed("notes", m => m.GuestOwner, "a line 'owner: …'", source: "CreateConfig")
        .Computed("notes", m => m.Purpose, "a line 'purpose: …'", source: "CreateConfig")
        .Computed("notes", m => m.Stage, "a line 'environment: …'", source: "CreateConfig")
        .Computed("notes", m => m.Sensitivity, "a line 'sensitivity: …'", source: "CreateConfig");

    private static readonly BindingTable<GuestFirmware> s_firmware = new BindingTable<GuestFirmware>(Platform.Packer, Place, Source)
        .Row("firmware", (m, f) => m.Interface = f, PackerWords.Firmware, source: "HardwareConfig")
        .Row("firmware", (m, f) => m.SecureBoot = f, PackerWords.SecureBoot, source: "HardwareConfig");

    private static readonly BindingTable<CpuFeature> s_nesting = new BindingTable<CpuFeature>(Platform.Packer, Place, Source)
        .Row("NestedHV", (c, f) => c.Policy = f, PackerWords.Feature, source: "HardwareConfig");

    private static readonly BindingTable<VirtualDevice> s_card = new BindingTable<VirtualDevice>(Platform.Packer, "vsphere-iso: network_adapters", Source)
        .Row("network_card", (d, f) => d.Family = f, PackerWords.VmwareCards, source: "NIC");

    private static readonly BindingTable<Image> s_export = new BindingTable<Image>(Platform.Packer, "vsphere-iso, vsphere-clone: export", Source)
        .Row("manifest", (i, f) => i.Manifest = f, Vocabulary.Of(("none", ImageChecksum.None), ("sha1", ImageChecksum.Weak), ("sha256", ImageChecksum.Strong), ("sha512", ImageChecksum.Strong)), source: "ExportConfig");

    private static readonly BindingTable<HostDevice> s_devices = new BindingTable<HostDevice>(Platform.Packer, "vsphere-iso, vsphere-clone: pci_passthrough_allowed_device", Source)
        .Computed("vendor_id, device_id", d => d.Address, "identifiers of PCI devices", source: "PCIPassthroughAllowedDevice")
        .Computed("vendor_id, device_id", d => d.Class, "one for each", source: "PCIPassthroughAllowedDevice");

    public static IEnumerable<IBindingTable> Tables =>
    [
        s_guest,
        s_firmware,
        s_nesting,
        s_card,
        s_export,
        s_devices,
        .. s_settings.Tables,
        new BindingTable<VirtualDevice>(Platform.Packer, Map, VmxFormat.Guide)
            .Computed("mks.enable3d", d => d.IsPresent, "'TRUE' or 'FALSE'", source: "vm-8.deactivate-non-essential-3d-features"),
        new BindingTable<RemoteConsole>(Platform.Packer, Map, VmxFormat.Guide)
            .Computed("RemoteDisplay.maxConnections", c => c.MaxViewers, "a whole number", source: "vm-8.limit-console-connections")
            .Computed("tools.guest.desktop.autolock", c => c.LocksGuest, "'TRUE' or 'FALSE'", source: "vm-8.vmrc-lock"),
    ];

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        var (node, context) = (build.Node, build.Context);
        s_guest.Bind(machine, node, context);
        machine.OperatingSystem = build.System("guest_os_type", OvfWords.System);
        var labels = ConfigLabels.Bind(machine, node, context, "notes");
        if (node.Find("vm_name") is { Unresolved: null } name)
            labels.Name(name.AsLiteral());

        // What goes into a library or a package is not what is started.
        if (node.Node("content_library_destination") is null && node.Node("export") is null && node.Find("destroy") is null or { Value: "false" })
            machine.IsTemplate = build.EndsAsTemplate;

        if (node.Find("firmware") is { } firmware)
            s_firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(firmware.KeySpan), machine)), node, context);

        // Windows' own protection is a hypervisor, and needs the extensions.
        if (node.Find("NestedHV") is { } nesting && node.Find("vbs_enabled") is not { Value: "true" })
            s_nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nesting.KeySpan), machine)), node, context);

        CheckHotAdd(node, context);
        if (node.Node("configuration_parameters") is { } parameters)
            s_settings.Bind(machine, new BuildSettings([parameters], static key => !Array.Exists(s_dropped, dropped => dropped.Equals(key, StringComparison.OrdinalIgnoreCase))), context);

        foreach (var card in node.Nodes("network_adapters"))
            s_card.Bind(context.Add(new VirtualDevice("network adapter", DeviceRole.NetworkCard, context.Origin(card.Anchor), machine)), card, context);

        foreach (var device in node.Nodes("pci_passthrough_allowed_device"))
            AddDevice(machine, device, context);

        // A later step may well write the list of digests.
        if (node.Node("export") is { } export && !build.Outcome.IsChanged)
            s_export.Bind(context.Add(new Image(build.Name, context.Origin(export.Anchor))), export, context);
    }

    private static void CheckHotAdd(ConfigNode node, BindingContext context)
    {
        if (node.Find("vbs_enabled") is not { Value: "true" })
            return;

        foreach (var (key, what) in s_hotAdd)
        {
            if (node.Find(key) is { Value: "true" } hotAdd)
                VmxCombinations.ReportHotAdd(hotAdd, "vbs_enabled", what, context);
        }
    }

    /// <summary>Any device of the host that is of a kind.</summary>
    private static void AddDevice(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (node.Find("device_id") is not { } model)
            return;

        var device = context.Add(new HostDevice("pci_passthrough_allowed_device", context.Origin(model.ValueSpan), machine));
        device.Class = Facts.Of(node, model, static _ => HostDeviceClass.Pci, context);
        device.Address = Facts.Of(node, model, id => node.Find("vendor_id") is { Unresolved: null } vendor ? $"{vendor.Value}:{id}" : id, context);
    }
}
