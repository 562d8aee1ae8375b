using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtLint.Model;

/// <summary>How many snapshots of one guest stand on each other.</summary>
public static class SnapshotChain
{
    /// <summary>Sets <see cref="Snapshot.ChainLength"/> on the last snapshot of the longest chain.</summary>
    /// <param name="snapshots">All snapshots of one guest.</param>
    public static void Measure(IEnumerable<Snapshot> snapshots)
    {
        var byName = new Dictionary<string, Snapshot>(StringComparer.Ordinal);
        foreach (var snapshot in snapshots)
            byName[snapshot.Name] = snapshot;

        var lengths = new Dictionary<Snapshot, int>();
        foreach (var snapshot in byName.Values)
            Measure(snapshot, byName, lengths);

        if (lengths.Count == 0)
            return;

        var longest = byName.Values.OrderByDescending(snapshot => lengths[snapshot]).ThenBy(static snapshot => snapshot.Origin.Span.Start).First();
        longest.ChainLength = Fact.Stated(lengths[longest], longest.Origin, longest.Name);
    }

    /// <summary>Walks to the first ancestor of known length, then back: each snapshot is visited once, whatever the file claims.</summary>
    private static void Measure(Snapshot snapshot, Dictionary<string, Snapshot> byName, Dictionary<Snapshot, int> lengths)
    {
        var path = new Stack<Snapshot>();
        var isOnPath = new HashSet<Snapshot>();
        var current = snapshot;
        while (current is not null && !lengths.ContainsKey(current) && isOnPath.Add(current))
        {
            path.Push(current);
            current = current.Parent.IsKnown && byName.TryGetValue(current.Parent.Value, out var parent) ? parent : null;
        }

        var length = current is not null && lengths.TryGetValue(current, out var known) ? known : 0;
        while (path.Count > 0)
            lengths[path.Pop()] = ++length;
    }
}
