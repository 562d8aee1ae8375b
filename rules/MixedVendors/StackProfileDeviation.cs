using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags the host of a cluster that is protected less than all the others.</summary>
public sealed class StackProfileDeviation() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8060",
        title: "Host or guest deviates from the declared stack profile",
        message: "Host '{0}' {1}, unlike all {2} others of its cluster: {3}",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 4.8,
        standards: ["NIST SP 800-125 hypervisor security", "CWE-1303", "CWE-1104"]);

    // Fewer others than this are no pattern that one could deviate from.
    private const int MinSiblings = 3;

    private static readonly (Func<FirewallPolicy, Fact<bool>> Fact, bool Weak, string Meaning)[] s_settings =
    [
        (static policy => policy.Enabled, false, "is not filtered"),
        (static policy => policy.DropsSmurfs, false, "lets packets with a broadcast source in"),
        (static policy => policy.AcceptsInvalid, true, "accepts packets that belong to no connection"),
        (static policy => policy.FiltersForwarded, false, "does not filter what it forwards"),
    ];

    public override void Check(Site site, RuleContext context)
    {
        var hosts = site.All<FirewallPolicy>().Where(static policy => policy.Level is FirewallLevel.Host).ToList();
        if (hosts.Count <= MinSiblings)
            return;

        foreach (var (fact, weak, meaning) in s_settings)
            Check(hosts, fact, weak, meaning, context);
    }

    /// <summary>One host alone states what weakens it, and all others are known to be stronger.</summary>
    private static void Check(
        List<FirewallPolicy> hosts, Func<FirewallPolicy, Fact<bool>> fact, bool weak, string meaning, RuleContext context)
    {
        var deviating = hosts.Where(host => context.States(fact(host), weak)).ToList();
        if (deviating is not [var host] || hosts.Any(other => other != host && !fact(other).Is(!weak)))
            return;

        var finding = context.Report(host, fact(host), host.Name, meaning, hosts.Count - 1, fact(host).Phrase).Fix(fact(host), !weak);
        if (hosts.FirstOrDefault(other => other != host && fact(other).Origin is not null) is { } sibling)
            finding.Relate(fact(sibling).Origin ?? sibling.Origin, $"host '{sibling.Name}' is one of the others");
    }
}
