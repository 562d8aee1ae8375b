using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>What the guests of both providers of Proxmox VE have in common.</summary>
internal static class PveGuest
{
    private const string Inherited = "its source may have it";

    public static Vocabulary<DiskCache> Caches { get; } = Vocabulary.Of(
        ("none", DiskCache.None),
        ("writethrough", DiskCache.WriteThrough),
        ("writeback", DiskCache.WriteBack),
        ("unsafe", DiskCache.Unsafe),
        ("directsync", DiskCache.DirectSync));

    public static Vocabulary<FirmwareInterface> Firmwares { get; } = Vocabulary.Of(("seabios", FirmwareInterface.Bios), ("ovmf", FirmwareInterface.Uefi));

    public static Vocabulary<TpmVersion> TpmVersions { get; } = Vocabulary.Of(("v2.0", TpmVersion.V20), ("v1.2", TpmVersion.V12));

    /// <summary>The guest, by the name that it gets where that is known, else by Terraform's.</summary>
    public static VirtualMachine Add(TerraformResource resource, string nameKey, bool isContainer)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find(nameKey);
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.ProxmoxVe,
        });
        machine.Handle = (node.Find("vm_id") ?? node.Find("vmid")) is { Unresolved: null, Value: not "0" } number ? number.Value : resource.Address;
        machine.IsContainer = Fact.Default(isContainer, machine.Origin, resource.Type);
        return machine;
    }

    /// <summary>Name, tags and description, as far as they are written out.</summary>
    public static void BindLabels(VirtualMachine machine, ConfigNode node, string nameKey, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        if (node.Find("tags") is { } tags)
        {
            foreach (var tag in ArgumentFacts.Words(tags, ',', ';', ' '))
                labels.Tag(tag);

            machine.Tags = tags.IsList && tags.Items.Length == 0
                ? Fact<string>.Absent
                : ArgumentFacts.Of(node, tags, value => tags.IsList ? context.File.Text.ToString(tags.ValueSpan) : value, context);
        }

        if (node.Find(nameKey) is { Unresolved: null } name)
            labels.Name(name.AsLiteral());

        if (node.Find("description") is not { } description || (description.Unresolved is null && description.Value.Trim().Length == 0))
            return;

        machine.Notes = Facts.Read(node, description, "description", Vocabulary.Text, context);
        if (description.Unresolved is null && node.SourceOf(description) is null)
            labels.Prose(description.ValueSpan, isEncoded: false);
    }

    /// <summary>What a clone does not state of its tags and its description, its source may have: the providers leave both alone.</summary>
    /// <param name="clone">Where the resource says what it is cloned from; null where it does not.</param>
    public static void BindSource(VirtualMachine machine, TextSpan? clone, BindingContext context)
    {
        if (clone is not { } place)
            return;

        var (origin, written) = (context.Origin(place), context.File.Text.ToString(place));
        if (machine.Tags.State is FactState.Absent)
            machine.Tags = Fact<string>.Unresolved(origin, written, Inherited, "tags");

        if (machine.Notes.State is FactState.Absent)
            machine.Notes = Fact<string>.Unresolved(origin, written, Inherited, "description");
    }

    /// <summary>A NIC's model, and the bridge that it is on.</summary>
    public static void BindCard(VirtualMachine machine, NetworkInterface nic, ConfigNode node, BindingContext context)
    {
        nic.Attachment = nic.Network.State is FactState.Absent ? Fact<NetworkAttachment>.Absent : nic.Network.Select(static _ => NetworkAttachment.Bridge);
        if (node.Find("mtu") is { } mtu && mtu.Value is not ("0" or "1"))
            nic.Mtu = Facts.Read(node, mtu, "mtu", Vocabulary.Integer, context);

        if (node.Find("model") is { } model)
            context.Add(new VirtualDevice(nic.Name, DeviceRole.NetworkCard, nic.Origin, machine)).Family = Facts.Read(node, model, "model", QemuModels.NetworkCards, context);
    }

    /// <summary>A number of 0, or of -1 in older releases, is no VLAN.</summary>
    public static Setting? VlanOf(ConfigNode node, string key) => node.Find(key) is { } tag && tag.Value is not ("0" or "-1" or "") ? tag : null;

    public static void AddDevice(VirtualMachine machine, ConfigNode node, Setting address, string name, HostDeviceClass kind, BindingContext context)
    {
        var device = context.Add(new HostDevice(name, context.Origin(address.ValueSpan), machine));
        device.Class = ArgumentFacts.Of(node, address, _ => kind, context);
        device.Address = ArgumentFacts.Of(node, address, static value => value, context);
    }

    /// <summary>A USB device of the host, or a socket for one of the viewer's.</summary>
    public static void AddUsb(VirtualMachine machine, ConfigNode node, Setting address, string name, BindingContext context)
    {
        if (!address.Value.Equals("spice", StringComparison.OrdinalIgnoreCase))
        {
            AddDevice(machine, node, address, name, HostDeviceClass.Usb, context);
            return;
        }

        var channel = context.Add(new SideChannel(SideChannelKind.UsbRedirection, nameof(SideChannelKind.UsbRedirection), context.Origin(address.ValueSpan), machine));
        channel.IsOpen = ArgumentFacts.Of(node, address, static _ => true, context);
    }

    /// <summary>Arguments for QEMU, where they are written out: their parts have places of their own.</summary>
    public static void BindArguments(VirtualMachine machine, Setting? arguments, BindingContext context)
    {
        if (arguments is null || !ArgumentFacts.IsLiteral(arguments, context))
            return;

        var parsed = QemuArguments.Parse(CommandLine.Parse(context.File.Text, arguments.ValueSpan));
        QemuRawArguments.Bind(machine, parsed, arguments.Key, context);
        QemuConsoles.Bind(machine, parsed, context);
    }

    /// <summary>A script that the host runs for the guest.</summary>
    public static void BindHook(VirtualMachine machine, ConfigNode node, string key, BindingContext context)
    {
        if (node.Find(key) is not { } script)
            return;

        if (script.Unresolved is null)
            HostHooks.Add(machine, "hookscript", script, key, context);
        else
            context.Add(new HostHook("hookscript", context.Origin(script.ValueSpan), machine)).Script = ArgumentFacts.Of(node, script, static value => value, context);
    }

    public static readonly BindingTable<GuestGroup> Availability = new BindingTable<GuestGroup>(Platform.ProxmoxVe, "proxmox_vm_qemu, proxmox_lxc", "Telmate/proxmox: proxmox_vm_qemu, proxmox_lxc")
        .Computed("hastate", g => g.Joins, "'started' or 'enabled'", source: "hastate");

    /// <summary>A guest that the cluster starts elsewhere when its host fails.</summary>
    public static void BindAvailability(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (node.Find("hastate") is { Unresolved: null, Value: "started" or "enabled" } state)
            context.Add(new GuestGroup(machine.Name, context.Origin(state.ValueSpan), [machine.Handle]) { DeployedTo = Platform.ProxmoxVe }).Joins = Fact.Stated(GuestGroupKind.FailedOver, context.Origin(state.ValueSpan), state.Value, "hastate");
    }

    /// <summary>The agent says something of a guest whose system is known to have one. // pve-docs, qm.adoc: "QEMU Guest Agent"</summary>
    public static bool SupportsAgent(Fact<GuestSystem> system) => system.IsStated && system.Is(static known => known.IsModern);

    /// <summary>A volume of a store, which the platform makes.</summary>
    public static void BindVolume(Disk disk, ConfigNode node, BindingContext context)
    {
        disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, "Terraform");
        disk.SourceKind = Fact.Default(DiskSourceKind.Volume, disk.Origin, "Terraform");
        if (node.Find("readonly") is null)
            disk.IsReadOnly = Fact.Default(false, disk.Origin, "Terraform");
    }

    /// <summary>What the guest is shown of a directory of the host, or of a volume.</summary>
    public static void BindMount(VirtualMachine machine, ConfigNode node, Setting volume, BindingTable<SharedFolder> table, string name, BindingContext context)
    {
        if (volume.Unresolved is not null || !volume.Value.StartsWith("/", StringComparison.Ordinal))
            return;

        if (HostFileSystem.IsWithin(volume.Value, "/dev") && !HostFileSystem.IsWithin(volume.Value, "/dev/shm") && volume.Value.TrimEnd('/') != "/dev")
            AddDevice(machine, node, volume, name, HostDeviceClass.Disk, context);
        else
            table.Bind(context.Add(new SharedFolder(name, context.Origin(volume.ValueSpan), machine)), node, context);
    }

    /// <summary>The flags of a CPU: <c>+aes</c>, <c>-md-clear</c>.</summary>
    public static void AddFlag(VirtualMachine machine, Literal flag, BindingContext context)
    {
        if (flag.Text.Length < 2 || flag.Text[0] is not ('+' or '-'))
            return;

        var feature = context.Add(new CpuFeature(flag.Text.Substring(1), context.Origin(flag.Span), machine));
        feature.Policy = Fact.Stated(flag.Text[0] == '+' ? CpuFeaturePolicy.Required : CpuFeaturePolicy.Disabled, feature.Origin, flag.Text, "flags");
    }

    public static Vocabulary<GuestSystem> Systems => PveGuestSystems.Vocabulary;
}
