using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags images of which more guests are cloned than anybody can keep track of.</summary>
public sealed class UnboundedCreation() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7050",
        title: "Number of guests is unbounded",
        message: "{0} guests are clones of '{1}' and {2}, more than the {3} allowed",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.Vmware],
        securitySeverity: 4.3,
        standards: ["CWE-770", "NIST SP 800-125 image management"]);

    private const int MaxClones = 20;
    private const int MaxNamelessClones = 3;

    public override void Check(Site site, RuleContext context)
    {
        var clones = site.All<VirtualMachine>().Where(static machine => machine.ClonedFrom.IsKnown);
        foreach (var group in clones.GroupBy(static machine => machine.ClonedFrom.Value, StringComparer.Ordinal))
        {
            var ungrouped = group
                .Where(static machine => machine.Pool.State is FactState.Absent && machine.Tags.State is FactState.Absent && machine.Purpose.State is FactState.Absent)
                .ToList();
            var nameless = ungrouped.Where(static machine => IsNameless(machine)).ToList();
            if (!Report(nameless, group.Key, "still called copies", context.Options.Number("virtlint.clones.max_nameless", MaxNamelessClones), context))
                Report(ungrouped, group.Key, "in no pool or group", context.Options.Number("virtlint.clones.max", MaxClones), context);
        }
    }

    private static bool Report(List<VirtualMachine> clones, string template, string defect, int allowed, RuleContext context)
    {
        if (clones.Count <= allowed)
            return false;

        var last = clones[clones.Count - 1];
        context.Report(last, last.ClonedFrom, clones.Count, template, defect, allowed).Advise("remove those that nobody needs, and put the others in a pool or tag them");
        return true;
    }

    /// <summary>Whether nobody gave the clone a name: by default it is called a copy.</summary>
    private static bool IsNameless(VirtualMachine machine) => machine.DisplayName.Is(static name =>
        name.StartsWith("copy-of-", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-copy", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-clone", StringComparison.OrdinalIgnoreCase));
}
