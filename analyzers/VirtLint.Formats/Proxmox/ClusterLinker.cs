using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox;

/// <summary>Tells the cluster's options what its other files say: how many hosts there are, what is replicated, who is told.</summary>
internal sealed class ClusterLinker : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        if (Only(site, "pve-datacenter") is not { } datacenter)
            return;

        if (datacenter.Entities.OfType<MigrationPolicy>().FirstOrDefault() is { } policy)
        {
            if (Only(site, "pve-corosync")?.Entities.OfType<MigrationPolicy>().FirstOrDefault() is { } cluster)
                policy.Hosts = cluster.Hosts;

            LinkReplication(policy, site.All<MigrationPolicy>());
        }

        if (datacenter.Entities.OfType<LogSink>().FirstOrDefault() is { } reports && IsWhole(site))
            LinkReports(reports, site);
    }

    /// <summary>Without a setting of its own, replication goes the way of migration. // pve-guest-common, Replication.pm</summary>
    internal static void LinkReplication(MigrationPolicy policy, IEnumerable<MigrationPolicy> jobs)
    {
        if (policy.ReplicationProtection.State is not FactState.Absent
            || jobs.FirstOrDefault(static job => job.Replicates.Is(true)) is not { } job)
        {
            return;
        }

        policy.ReplicationProtection = policy.Protection.With(new RelatedPlace(job.Origin, $"job '{job.Name}' replicates the same way"));
    }

    private static void LinkReports(LogSink reports, Site site)
    {
        var isTold = site.All<LogSink>().Any(sink => !ReferenceEquals(sink, reports) && !sink.IsEnabled.Is(false));
        reports.ReportsElsewhere = Fact.Default(isTold, reports.Origin, "pve-external-metric-server.adoc; notifications.adoc");
    }

    /// <summary>Whether these are the cluster's files as a whole, so that one which is missing does not exist.</summary>
    private static bool IsWhole(Site site) => site.Has("pve-storage") && site.Has("pve-user");

    /// <summary>The one file of a format: of two, it is unknown which counts.</summary>
    private static FileModel? Only(Site site, string format)
    {
        var files = site.Files.Where(file => file.Format == format).Take(2).ToList();
        return files.Count == 1 ? files[0] : null;
    }
}
