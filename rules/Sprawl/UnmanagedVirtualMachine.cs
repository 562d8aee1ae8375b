using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests that one cannot tell apart by name, or that two hosts claim.</summary>
public sealed class UnmanagedVirtualMachine() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7003",
        title: "Guest is managed by nobody, twice or under a shared name",
        message: "{0}, so {1}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe],
        standards: ["NIST SP 800-125 image management"]);

    private const int Shown = 3;

    public override void Check(Site site, RuleContext context)
    {
        var machines = site.All<VirtualMachine>().Where(static machine => !machine.IsTemplate.Is(true)).ToList();
        ReportShared(machines.Where(static machine => machine.DisplayName.IsKnown), context);
        ReportTwice(machines.Where(static machine => machine.Host.IsKnown), context);
    }

    private static void ReportShared(IEnumerable<VirtualMachine> machines, RuleContext context)
    {
        foreach (var group in machines.GroupBy(static machine => $"{Place(machine)}/{machine.DisplayName.Value}", StringComparer.OrdinalIgnoreCase))
        {
            var guests = group.GroupBy(static machine => machine.Name).Select(static same => same.First()).ToList();
            if (guests.Count < 2)
                continue;

            var last = guests[guests.Count - 1];
            var others = string.Join(", ", guests.Take(Math.Min(guests.Count - 1, Shown)).Select(static machine => $"'{machine.Name}'"));
            var more = guests.Count - 1 > Shown ? $" and {guests.Count - 1 - Shown} more" : "";
            var finding = context.Report(last, last.DisplayName, $"Guest '{last.Name}' shares the name '{last.DisplayName.Value}' with {others}{more}", "whoever goes by the name may change or delete the wrong one").Advise("rename one of them");
            foreach (var other in guests.Take(Math.Min(guests.Count - 1, Shown)))
                finding.Relate(other.DisplayName.Origin ?? other.Origin, $"'{other.Name}' has it too");
        }
    }

    /// <summary>The hosts of a cluster are one place; without a host, only files of one folder are.</summary>
    private static string Place(VirtualMachine machine) =>
        machine.Host.IsKnown ? "" : machine.Origin.File.Path.Substring(0, machine.Origin.File.Path.LastIndexOf('/') + 1);

    private static void ReportTwice(IEnumerable<VirtualMachine> machines, RuleContext context)
    {
        foreach (var group in machines.GroupBy(static machine => machine.Name))
        {
            var first = group.First();
            if (group.FirstOrDefault(machine => machine.Host.Value != first.Host.Value) is { } other)
            {
                context.Report(other, $"Guest '{other.Name}' is defined on '{first.Host.Value}' and on '{other.Host.Value}'", "both may start it on the same disks")
                    .Relate(first.Origin, $"the definition on '{first.Host.Value}'")
                    .Advise("find out which host runs it, and take the other definition away");
            }
        }
    }
}
