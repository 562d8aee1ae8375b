using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Lifecycle;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds name, tags, description, lock, protection and pending changes of a guest.</summary>
/// <remarks>The keys are the same for virtual machines and containers, but for the name's.</remarks>
internal static class GuestLifecycle
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf, lxc/VMID.conf", "qm.conf(5), pct.conf(5)")
        .Row("onboot", (m, f) => m.StartsWithHost = f, Vocabulary.PveBoolean, whenAbsent: false, source: "onboot")
        .Row("protection", (m, f) => m.IsDeleteProtected = f, Vocabulary.PveBoolean, whenAbsent: false, source: "protection")
        .Row("lock", (m, f) => m.Lock = f, Vocabulary.Text, source: "lock")
        .Computed("(path)", m => m.Host, "nodes/NODE/…", source: "pmxcfs.adoc: File System Layout")
        .Computed("(path)", m => m.IsContainer, "the folder: qemu-server or lxc, else the keys")
        .Computed("#", m => m.Notes, "the comments before the first section", source: "description")
        .Computed("tags", m => m.Tags, "words between semicolons, commas or blanks", source: "tags")
        .Computed("(site)", m => m.Pool, "a pool that names the guest", decidedBy: "user.cfg: pool")
        .Computed("[PENDING]", m => m.PendingChange, "a key that decides how the guest is isolated or reached", source: "Pending changes")
        .Computed("memory", m => m.MaxMemory, "MiB", whenAbsent: "512", source: "memory")
        .Computed("cores, sockets", m => m.MaxProcessors, "numbers", whenAbsent: "1 and 1; a container may use all", source: "cores, sockets")
        .Computed("backup", m => m.HasDisksInBackup, "'0' on every disk of a virtual machine", source: "ide[n]")
        .Computed("file, volume", m => m.ClonedFrom, "base-VMID-disk-N/…", source: "template")
        .Computed("(site)", m => m.IsBackedUp, "a job that covers the guest", source: "vzdump(1)", decidedBy: "jobs.cfg, user.cfg: pool");

    public static readonly BindingTable<VirtualMachine> MachineName = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf", "qm.conf(5)")
        .Row("name", (m, f) => m.DisplayName = f, Vocabulary.Text, source: "name");

    public static readonly BindingTable<VirtualMachine> ContainerName = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "lxc/VMID.conf", "pct.conf(5)")
        .Row("hostname", (m, f) => m.DisplayName = f, Vocabulary.Text, source: "hostname");

    // Keys whose old value goes on being used until the guest restarts, and that decide how it is isolated, identified or reached.
    private static readonly string[] s_security =
        ["agent", "args", "bios", "cpu", "efidisk", "features", "firewall", "hostpci", "net", "protection", "tpmstate", "unprivileged", "usb"];

    /// <summary>The labels that people give guests.</summary>
    public static readonly BindingTable<VirtualMachine> Labels =
        GuestLabels.Declare(new(Platform.ProxmoxVe, "qemu-server/VMID.conf, lxc/VMID.conf: tags, comments", "qm.conf(5), pct.conf(5): tags, description"));

    public static void Bind(VirtualMachine machine, PveGuestTree tree, BindingContext context)
    {
        var settings = tree.Effective;
        Table.Bind(machine, settings, context);
        (machine.IsContainer.Is(true) ? ContainerName : MachineName).Bind(machine, settings, context);
        BindHost(machine, context);
        BindLabels(machine, tree, context);
        BindPending(machine, tree, context);
        GuestResources.Bind(machine, settings, context);
        GuestDisks.Bind(machine, settings, context);
        GuestSnapshots.Bind(machine, tree, context);
    }

    /// <summary>The node is a folder: nodes/NAME/qemu-server/VMID.conf. // pve-docs, pmxcfs.adoc: "File System Layout"</summary>
    private static void BindHost(VirtualMachine machine, BindingContext context)
    {
        var node = new FilePath(new FilePath(context.File.Path).Folder);
        var parent = new FilePath(node.Folder);
        if (node.Name is "qemu-server" or "lxc" && parent.FolderName == "nodes")
            machine.Host = Fact.Stated(parent.Name, machine.Origin, parent.Name);
    }

    private static void BindLabels(VirtualMachine machine, PveGuestTree tree, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        if (tree.Effective.Find("tags") is { } tags)
        {
            machine.Tags = Facts.Read(tree.Effective, tags, "tags", Vocabulary.Text, context);
            foreach (var tag in PveLists.Split(tags))
                labels.Tag(tag);
        }

        if (tree.Effective.Find(machine.IsContainer.Is(true) ? "hostname" : "name") is { } name)
            labels.Name(name.AsLiteral());

        foreach (var line in Description(tree))
        {
            if (!machine.Notes.IsKnown && line.Text.Trim().Length > 0)
                machine.Notes = Fact.Stated(line.Text, context.Origin(line.Span), line.Text);

            labels.Prose(line.Span, isEncoded: true);
        }
    }

    /// <summary>Comments before the first section are the guest's description; those behind it, a snapshot's.</summary>
    private static IEnumerable<Literal> Description(PveGuestTree tree)
    {
        var end = tree.Snapshots.Select(static section => section.Anchor.Start)
            .Append(tree.Pending?.Anchor.Start ?? int.MaxValue)
            .DefaultIfEmpty(int.MaxValue)
            .Min();
        return tree.Comments.Where(comment => comment.Span.Start < end);
    }

    private static void BindPending(VirtualMachine machine, PveGuestTree tree, BindingContext context)
    {
        foreach (var setting in tree.Pending?.Settings ?? [])
        {
            var changed = setting.Key == "delete" ? PveLists.Split(setting) : [new(setting.Key, setting.KeySpan)];
            foreach (var key in changed)
            {
                if (!IsSecurity(key.Text.TrimStart('!')))
                    continue;

                machine.PendingChange = Fact.Stated(key.Text.TrimStart('!'), context.Origin(key.Span), key.Text);
                return;
            }
        }
    }

    private static bool IsSecurity(string key) => Array.IndexOf(s_security, NumberedKey.Stem(key)) >= 0;
}
