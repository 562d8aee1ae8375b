using System;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt.Snapshots;

/// <summary>Joins the snapshots of each guest, one a file, to the chain that they are.</summary>
internal sealed class SnapshotLinker : ISiteLinker
{
    public Platform Platform => Platform.Libvirt;

    public void Link(Site site)
    {
        var byGuest = site.All<Snapshot>()
            .Where(static snapshot => snapshot.Guest.IsKnown)
            .GroupBy(static snapshot => snapshot.Guest.Value, StringComparer.Ordinal);
        foreach (var snapshots in byGuest)
            SnapshotChain.Measure(snapshots);
    }
}
