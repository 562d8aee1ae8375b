using System;
using System.Linq;
using System.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Ansible.Proxmox;

/// <summary>
/// Binds guests of community.proxmox. Its arguments are the keys of a guest's configuration, handed on as they are, so that
/// what knows <c>qemu-server/VMID.conf</c> reads them.
/// </summary>
internal static class PveGuestModules
{
    // community.proxmox, proxmox_kvm: arguments that are keys of qm.conf(5)
    private static readonly string[] s_machineKeys =
    [
        "acpi", "agent", "args", "bios", "boot", "cicustom", "cipassword", "citype", "ciuser", "cores", "cpu", "cpulimit", "hookscript", "hotplug", "kvm", "machine",
        "memory", "name", "onboot", "ostype", "protection", "scsihw", "sockets", "spice_enhancements", "tablet", "template", "vga", "watchdog",
    ];

    // Those that are numbered keys, in a mapping each.
    private static readonly string[] s_machineMaps = ["net", "scsi", "virtio", "sata", "ide", "hostpci", "usb", "serial", "parallel", "ipconfig", "virtiofs"];

    // community.proxmox, proxmox: arguments that are keys of pct.conf(5)
    private static readonly string[] s_containerKeys = ["cmode", "cores", "cpuunits", "hookscript", "hostname", "memory", "onboot", "swap"];

    private static readonly string[] s_containerMaps = ["netif", "mounts"];

    private static readonly string[] s_created = ["memory", "cores", "net", "scsi", "virtio", "sata", "ide", "disk", "ostemplate", "netif", "disk_volume"];

    private static readonly QemuServerFormat s_machines = new();
    private static readonly LxcFormat s_containers = new();

    public static void BindMachine(AnsibleTask task)
    {
        var isNew = IsNew(task, "update", "false");
        var text = Text(task, isNew);
        AddKeys(text, task, s_machineKeys, s_machineMaps);
        AddVolume(text, task.Node, "efidisk0", ("efitype", "efitype", ""), ("pre_enrolled_keys", "pre-enrolled-keys", ""));
        AddVolume(text, task.Node, "tpmstate0", ("version", "version", "v"));
        Embed(task, text, s_machines, "name", isNew);
    }

    public static void BindContainer(AnsibleTask task)
    {
        var isNew = IsNew(task, "update", "true");
        var text = Text(task, isNew);
        AddKeys(text, task, s_containerKeys, s_containerMaps);
        if (task.Node.Find("unprivileged") is { } unprivileged)
            Add(text, "unprivileged", unprivileged.Value, unprivileged);
        else if (isNew)
            text.Add("unprivileged: 1\n"); // community.proxmox, proxmox: unprivileged, default true

        if (task.Node.Texts("features") is { Count: > 0 } features)
        {
            text.Add("features: ");
            foreach (var feature in features)
                text.Add(feature.Text, feature.Span).Add(",");

            text.Add("\n");
        }

        Embed(task, text, s_containers, "hostname", isNew);
    }

    /// <summary><c>proxmox_nic</c>: one adapter of a guest that is made elsewhere.</summary>
    public static void BindCard(AnsibleTask task)
    {
        if (task.Node.Find("interface") is not { Unresolved: null } slot)
            return;

        // community.proxmox, proxmox_nic: model, default virtio; firewall and link_down, default false
        var text = Text(task, isNew: false).Add(slot.Value, slot.ValueSpan).Add(": ");
        text = task.Node.Find("model") is { } model ? text.Add(model.Value, model.ValueSpan) : text.Add("virtio");
        foreach (var (argument, key) in new[] { ("mac", ""), ("bridge", "bridge"), ("firewall", "firewall"), ("tag", "tag"), ("mtu", "mtu"), ("link_down", "link_down") })
        {
            if (task.Node.Find(argument) is { } setting)
                text.Add(key.Length == 0 ? "=" : $",{key}=").Add(setting.Value, setting.ValueSpan);
        }

        Embed(task, text.Add("\n"), s_machines, "name", isNew: false);
    }

    /// <summary><c>proxmox_disk</c>: one disk of a guest that is made elsewhere.</summary>
    public static void BindDisk(AnsibleTask task)
    {
        if (task.Node.Find("disk") is not { Unresolved: null } slot || task.Says("state", "detached", "moved"))
            return;

        var text = Text(task, isNew: false).Add(slot.Value, slot.ValueSpan).Add(": ");
        text = task.Node.Find("storage") is { } store ? text.Add(store.Value, store.ValueSpan).Add(":0") : text.Add("none:0");
        foreach (var argument in new[] { "cache", "backup", "aio", "ro", "shared", "snapshot" })
        {
            if (task.Node.Find(argument) is { } setting)
                text.Add($",{argument}=").Add(setting.Value, setting.ValueSpan);
        }

        Embed(task, text.Add("\n"), s_machines, "name", isNew: false);
    }

    /// <summary>Whether a task makes a guest from nothing: what it is silent on is then what the platform does by default.</summary>
    private static bool IsNew(AnsibleTask task, string updateKey, string updateDefault) =>
        task.Node.Find("clone") is null
        && !(task.Node.Find(updateKey) is { } update ? AnsibleWords.AsFlag(HclValue.Of(update.Value)) != false : updateDefault == "true" && task.Node.Find("ostemplate") is null)
        && Array.Exists(s_created, key => task.Node.Find(key) is not null);

    private static EmbeddedText Text(AnsibleTask task, bool isNew) => new(task.Context.File, task.Node.Anchor) { IsFragment = !isNew };

    private static void AddKeys(EmbeddedText text, AnsibleTask task, string[] keys, string[] maps)
    {
        var node = task.Node;
        if (node.Find("description") is { } description)
            Add(text, "#", description.Value.Replace("\n", " "), description, separator: "");

        foreach (var key in keys)
        {
            if (node.Find(key) is { IsList: false } setting)
                Add(text, key, setting.Value, setting);
        }

        if (node.Texts("tags") is { Count: > 0 } tags)
        {
            text.Add("tags: ");
            foreach (var tag in tags)
                text.Add(tag.Text, tag.Span).Add(";");

            text.Add("\n");
        }

        foreach (var setting in maps.SelectMany(map => node.Nodes(map)).SelectMany(static map => map.Settings))
            Add(text, setting.Key, setting.Value, setting);
    }

    /// <summary>A volume whose options are a mapping.</summary>
    private static void AddVolume(EmbeddedText text, ArgumentNode node, string key, params (string Argument, string Option, string Prefix)[] options)
    {
        if (node.Node(key) is not { } volume)
            return;

        text.Add(key, volume.Anchor.Length == key.Length ? volume.Anchor : volume.Span).Add(": ").Add(volume.Find("storage")?.Value ?? "store").Add(":1");
        foreach (var (argument, option, prefix) in options)
        {
            if (volume.Find(argument) is { } setting)
                text.Add($",{option}={prefix}").Add(setting.Value, setting.ValueSpan);
        }

        text.Add("\n");
    }

    /// <summary>A line of the configuration. What stands in several lines of the task is none.</summary>
    private static void Add(EmbeddedText text, string key, string value, Setting setting, string separator = ": ")
    {
        if (value.Length > 0 && value.IndexOf('\n') < 0)
            text.Add(key, setting.KeySpan).Add(separator).Add(value, setting.ValueSpan).Add("\n");
    }

    private static void Embed(AnsibleTask task, EmbeddedText text, Format format, string nameKey, bool isNew)
    {
        if (text.Length == 0 || task.Says("state", "started", "stopped", "restarted", "current", "paused", "hibernated", "template"))
            return;

        foreach (var machine in task.Context.Embed(text, format, new FilePath(FileName(task.NameBy(nameKey)) + ".conf")).OfType<VirtualMachine>())
            machine.IsAmendment = !isNew;
    }

    private static string FileName(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var c in name)
            safe.Append(c is '/' or '.' ? '-' : c);

        return safe.ToString();
    }
}
