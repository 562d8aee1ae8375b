using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Formats.Qemu;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>proxmox_vm</c> and <c>proxmox_cloned_vm</c> of bpg/proxmox, whose disks and adapters are maps by slot.</summary>
/// <remarks>docs/resources/vm.md, cloned_vm.md: what is not stated is the source's or the platform's, and the provider leaves it alone.</remarks>
internal static class SlottedVmResource
{
    private const string Source = "bpg/proxmox: proxmox_vm, proxmox_cloned_vm";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_cloned_vm", Source)
        .Row("node_name", (m, f) => m.Host = f, Vocabulary.Text, source: "node_name")
        .Row("template", (m, f) => m.IsTemplate = f, TerraformWords.Flag, source: "template")
        .Row("clone/pool_id", (m, f) => m.Pool = f, Vocabulary.Text, source: "clone.pool_id")
        .Row("cpu/type", (m, f) => m.CpuModel = f, Vocabulary.Text, source: "cpu.type")
        .Row("cpu/architecture", (m, f) => m.Architecture = f, Vocabulary.Text, source: "cpu.architecture")
        .Computed("memory/size", m => m.MaxMemory, "MiB", source: "memory.size")
        .Computed("clone/full, clone/source_vm_id", m => m.ClonedFrom, "a number, of a linked clone", source: "clone");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "proxmox_cloned_vm: network", Source)
        .Computed("bridge", n => n.Network, "text", source: "network.bridge")
        .Computed("firewall", n => n.Firewalled, "'true' or 'false'", source: "network.firewall")
        .Computed("link_down", n => n.Connected, "'true' or 'false'", source: "network.link_down")
        .Computed("mac_address", n => n.Mac, "a hardware address", source: "network.mac_address")
        .Computed("tag, trunks", n => n.Vlans, "numbers", source: "network.tag");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.ProxmoxVe, "proxmox_cloned_vm: disk", Source)
        .Computed("cache", d => d.Cache, "a cache mode", source: "disk.cache")
        .Computed("datastore_id", d => d.Store, "text", source: "disk.datastore_id");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var machine = PveGuest.Add(resource, "name", isContainer: false);
        if (node.Find("id") is { Unresolved: null } id)
            machine.Handle = id.Value;

        Table.Bind(machine, node, context);
        PveGuest.BindLabels(machine, node, "name", context);
        PveGuest.BindSource(machine, node.Node("clone")?.Anchor, context);
        if (node.Find("memory/size") is { } memory)
            machine.MaxMemory = ArgumentFacts.Mebibytes(Facts.Read(node, memory, "memory/size", Vocabulary.Integer, context));

        foreach (var (slot, drive) in Slots(node, "disk"))
            BindDisk(machine, slot, drive, context);

        foreach (var (slot, card) in Slots(node, "network"))
            BindCard(machine, slot, card, context);

        foreach (var flag in ArgumentFacts.Words(node.Find("cpu/flags")))
            PveGuest.AddFlag(machine, flag, context);

        if (node.Node("rng") is { } rng && rng.Find("max_bytes") is { } limit)
            context.Add(new EntropyDevice("rng", context.Origin(rng.Anchor), machine)).Limit = Facts.Read(rng, limit, "max_bytes", Vocabulary.Integer, context);

        if (node.Node("vga") is { } display)
        {
            if (display.Find("clipboard") is { } clipboard)
                VmResource.Clipboard.Bind(context.Add(new SideChannel(SideChannelKind.Clipboard, nameof(SideChannelKind.Clipboard), context.Origin(clipboard.ValueSpan), machine)), display, context);

            if (display.Find("type") is { } type)
                context.Add(new VirtualDevice("vga", DeviceRole.Video, context.Origin(display.Anchor), machine)).Family = Facts.Read(display, type, "type", QemuModels.Video, context);
        }

        if (node.Node("clone") is { } clone && clone.Find("full") is { Value: "false" } && clone.Find("source_vm_id") is { } template)
            machine.ClonedFrom = ArgumentFacts.Of(clone, template, static number => number, context);
    }

    private static void BindDisk(VirtualMachine machine, string slot, ConfigNode drive, BindingContext context)
    {
        if (drive.Find("media") is { Value: "cdrom" })
            return;

        var disk = context.Add(new Disk(slot, context.Origin(drive.Anchor), machine));
        PveGuest.BindVolume(disk, drive, context);
        disk.Cache = Facts.Read(drive, "cache", PveGuest.Caches, null, Source, context);
        disk.Store = Facts.Read(drive, "datastore_id", Vocabulary.Text, null, Source, context);
    }

    private static void BindCard(VirtualMachine machine, string slot, ConfigNode card, BindingContext context)
    {
        var nic = context.Add(new NetworkInterface(slot, context.Origin(card.Anchor), machine));
        nic.Network = Facts.Read(card, "bridge", Vocabulary.Text, null, Source, context);
        nic.Firewalled = Facts.Read(card, "firewall", TerraformWords.Flag, null, Source, context);
        nic.Connected = Facts.Read(card, "link_down", TerraformWords.Opposite, null, Source, context);
        nic.Mac = Facts.Read(card, "mac_address", MacAddress.Vocabulary, null, Source, context);
        nic.Vlans = GuestVlans.Read(PveGuest.VlanOf(card, "tag"), PveGuest.VlanOf(card, "trunks"), context);
        PveGuest.BindCard(machine, nic, card, context);
    }

    /// <summary>The members of a map with their keys.</summary>
    private static IEnumerable<(string Slot, ConfigNode Node)> Slots(ConfigNode node, string name)
    {
        if (node.Node(name) is not { } map)
            yield break;

        foreach (var slot in map.Names)
        {
            if (map.Node(slot) is { } member)
                yield return (slot, member);
        }
    }
}
