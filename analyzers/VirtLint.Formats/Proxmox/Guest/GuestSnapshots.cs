using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds the sections of a guest's configuration that are snapshots.</summary>
/// <remarks>Each holds the whole configuration of its time, which is history: only what makes it a snapshot is read.</remarks>
internal static class GuestSnapshots
{
    public static readonly BindingTable<Snapshot> Table = new BindingTable<Snapshot>(Platform.ProxmoxVe, "qemu-server/VMID.conf: [SNAPSHOT]", "qm.conf(5): Snapshots")
        .Row("snaptime", (s, f) => s.Created = f, Vocabulary.UnixTime)
        .Row("parent", (s, f) => s.Parent = f, Vocabulary.Text)
        .Row("vmstate", (s, f) => s.HasMemory = f, Vocabulary.Presence, whenAbsent: false)
        .Row("snapstate", (s, f) => s.UnfinishedStep = f, Vocabulary.Text)
        .Computed("parent", s => s.ChainLength, "the snapshots of the same guest");

    public static void Bind(VirtualMachine machine, PveGuestTree tree, BindingContext context)
    {
        var snapshots = new List<Snapshot>();
        foreach (var section in tree.Snapshots)
        {
            var snapshot = context.Add(new Snapshot(section.Name, context.Origin(section.Anchor), machine));
            Table.Bind(snapshot, section, context);
            snapshots.Add(snapshot);
        }

        SnapshotChain.Measure(snapshots);
    }
}
