using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Firewall;

/// <summary>Decides which firewall levels, groups and rules count, from the levels above and the guests below.</summary>
/// <remarks>
/// pve-firewall, Firewall.pm: compile returns nothing unless the cluster is enabled; a guest's rules need the guest's own
/// switch, not the host's; FORWARD rules are applied by proxmox-firewall (nftables) alone.
/// </remarks>
internal sealed class FirewallLinker : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        var policies = site.All<FirewallPolicy>().ToList();
        if (policies.Count == 0)
            return;

        LinkGuests(site, policies);
        if (policies.FirstOrDefault(static policy => policy.Level is FirewallLevel.Cluster) is { } cluster)
            Subdue(cluster, policies);

        LinkGroups(site.All<FirewallRule>(), policies);
        LinkForwarding(site, policies);
    }

    private static void LinkGuests(Site site, List<FirewallPolicy> policies)
    {
        var guests = policies.Where(static policy => policy.Level is FirewallLevel.Guest).ToLookup(static policy => policy.Name);
        foreach (var machine in site.All<VirtualMachine>())
        {
            foreach (var policy in guests[machine.Name])
                policy.Machine = machine;
        }
    }

    private static void Subdue(FirewallPolicy cluster, List<FirewallPolicy> policies)
    {
        if (!cluster.Enabled.Is(false))
            return;

        foreach (var policy in policies)
        {
            if (policy != cluster && policy.Enabled.Is(true))
                policy.InForce = policy.Enabled.Select(static _ => false).With(Place(cluster, cluster.Enabled, "the cluster's firewall is off, and every level with it"));
        }
    }

    internal static void LinkGroups(IEnumerable<FirewallRule> rules, IReadOnlyList<FirewallPolicy> policies)
    {
        var users = new Dictionary<string, FirewallPolicy>(StringComparer.OrdinalIgnoreCase);
        foreach (var policy in policies)
        {
            foreach (var group in policy.UsedGroups)
            {
                if (!users.ContainsKey(group) && !policy.InForce.Is(false))
                    users.Add(group, policy);
            }
        }

        foreach (var rule in rules)
        {
            if (rule.Group.Length > 0 && rule.IsActive.State is FactState.Absent && users.TryGetValue(rule.Group, out var user))
                rule.IsActive = Fact.Stated(true, rule.Origin, rule.Name).With(new RelatedPlace(user.Origin, $"{user.Description} uses group '{rule.Group}'"));
        }
    }

    private static void LinkForwarding(Site site, List<FirewallPolicy> policies)
    {
        var hosts = policies.Where(static policy => policy.Level is FirewallLevel.Host).ToList();
        if (hosts.Count == 0 || hosts.Any(static host => !host.FiltersForwarded.Is(false)))
            return;

        var why = Place(hosts[0], hosts[0].FiltersForwarded, "forwarded traffic is filtered only under 'nftables: 1'");
        foreach (var policy in policies)
        {
            if (policy.Level is FirewallLevel.Network or FirewallLevel.Cluster)
                policy.FiltersForwarded = hosts[0].FiltersForwarded;

            if (policy.Level is FirewallLevel.Network && policy.Enabled.Is(true))
                policy.HasEffect = policy.Enabled.Select(static _ => false).With(why);
        }

        foreach (var rule in site.All<FirewallRule>())
        {
            if (rule.Direction.Is(TrafficDirection.Forward))
                rule.HasEffect = rule.Direction.Select(static _ => false).With(why);
        }
    }

    private static RelatedPlace Place(Entity entity, Fact fact, string message) => new(fact.Origin ?? entity.Origin, message);
}
