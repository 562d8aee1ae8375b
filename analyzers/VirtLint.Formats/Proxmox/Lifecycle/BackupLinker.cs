using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Tells each guest whether a backup job covers it, and each job whether it covers any.</summary>
/// <remarks>
/// pve-manager, VZDump.pm: get_included_guests. A job goes by its pool; else by the guests that it names; else, for "all",
/// by all that it does not exclude. Pools nest by name, and a guest of an inner pool counts here as one of the outer.
/// </remarks>
internal sealed class BackupLinker : ISiteLinker
{
    private enum Cover
    {
        No,
        Yes,

        /// <summary>A template or a missing file keeps it open.</summary>
        Unknown,
    }

    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        var jobs = site.All<BackupJob>().Where(static job => !job.IsEnabled.Is(false)).ToList();
        var pools = site.All<GuestGroup>().Where(static group => group.Joins.Is(GuestGroupKind.Pool)).ToList();
        var stores = new Dictionary<string, ImageStore>(StringComparer.Ordinal);
        foreach (var store in site.All<ImageStore>())
        {
            if (!stores.ContainsKey(store.Name))
                stores.Add(store.Name, store);
        }

        foreach (var job in jobs)
        {
            LinkJob(job, pools);
            LinkRetention(job, stores);
        }

        // Where no job runs, backups are made by other means, or nobody meant to make any: neither is ours to say.
        if (jobs.Count == 0)
            return;

        foreach (var machine in site.All<VirtualMachine>())
            machine.IsBackedUp = CoverOf(machine, jobs, pools);
    }

    private static void LinkJob(BackupJob job, List<GuestGroup> pools)
    {
        if (!job.IsEnabled.Is(true) || job.SelectsAll.State is FactState.Unresolved)
            return;

        if (job.Pool is { IsKnown: true } pool)
        {
            var members = Within(pool.Value, pools).ToList();
            if (members.Count > 0)
                job.IsEmpty = pool.Select(_ => members.All(static group => group.IsEmpty));
        }
        else if (job is { Pool.State: FactState.Absent, Selected.State: FactState.Absent, Excluded.State: FactState.Absent } && job.SelectsAll.Is(false))
        {
            job.IsEmpty = Fact.Stated(true, job.Origin, job.Name);
        }
    }

    /// <summary>
    /// A job without a retention of its own goes by its store's. A backup server prunes by jobs of its own, which no file of
    /// the cluster tells.
    /// </summary>
    internal static void LinkRetention(BackupJob job, IReadOnlyDictionary<string, ImageStore> stores)
    {
        var store = job.Store.IsKnown && stores.TryGetValue(job.Store.Value, out var named) ? named : null;
        if (store is { StoreKind: var kind } && kind.Is(StoreKind.BackupServer))
            job.KeepsAll = Fact<bool>.Absent;
        else if (store is not null && job.KeepsAll.State is FactState.Absent)
            job.KeepsAll = store.KeepsAllBackups;
    }

    private static Fact<bool> CoverOf(VirtualMachine machine, List<BackupJob> jobs, List<GuestGroup> pools)
    {
        if (machine.HasDisksInBackup.Is(false))
            return machine.HasDisksInBackup;

        var isUnknown = false;
        foreach (var job in jobs)
        {
            switch (CoverOf(machine, job, pools))
            {
                case Cover.Yes:
                    return Fact.Stated(true, machine.Origin, job.Name).With(new(job.Origin, "this job covers it"));
                case Cover.Unknown:
                    isUnknown = true;
                    break;
            }
        }

        if (isUnknown)
            return Fact<bool>.Absent;

        return jobs.FirstOrDefault(job => job.Excluded.Is(excluded => Lists(excluded, machine))) is { Excluded.Origin: { } place }
            ? Fact.Stated(false, machine.Origin, machine.Name).With(new(place, "it is excluded here"))
            : Fact.Stated(false, machine.Origin, machine.Name).With(new(jobs[0].Origin, "this job does not select it"));
    }

    private static Cover CoverOf(VirtualMachine machine, BackupJob job, List<GuestGroup> pools)
    {
        var isElsewhere = machine.Host.IsKnown && job.Host.Is(host => host != machine.Host.Value);
        if (isElsewhere)
            return Cover.No;

        var selection = Selection(machine, job, pools);
        var isOpen = !job.IsEnabled.IsKnown || job.Host.IsUnresolved || (job.Host.IsKnown && !machine.Host.IsKnown);
        return selection is Cover.Yes && isOpen ? Cover.Unknown : selection;
    }

    private static Cover Selection(VirtualMachine machine, BackupJob job, List<GuestGroup> pools)
    {
        if (job.Pool.IsUnresolved || job.Selected.IsUnresolved || job.Excluded.IsUnresolved || !job.SelectsAll.IsKnown)
            return Cover.Unknown;

        if (job.Pool.IsKnown)
        {
            var groups = Within(job.Pool.Value, pools).ToList();
            return groups.Count == 0 ? Cover.Unknown : If(groups.Any(group => group.Has(machine)));
        }

        if (job.Selected.IsKnown)
            return If(Lists(job.Selected.Value, machine));

        var selectsAll = job.SelectsAll.Is(true) || job.Excluded.IsKnown;
        return If(selectsAll && !job.Excluded.Is(excluded => Lists(excluded, machine)));
    }

    private static Cover If(bool isCovered) => isCovered ? Cover.Yes : Cover.No;

    private static IEnumerable<GuestGroup> Within(string pool, List<GuestGroup> pools) =>
        pools.Where(group => group.Name == pool || group.Name.StartsWith(pool + "/", StringComparison.Ordinal));

    private static bool Lists(string list, VirtualMachine machine) => PveLists.Split(list, 0).Any(item => item.Text == machine.Name);
}
