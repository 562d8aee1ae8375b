using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests of one host or cluster that share an identity which must be unique.</summary>
public sealed class DuplicateUuid() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7041",
        title: "Two guests have the same identity",
        message: "Guest '{0}' has the {1} of '{2}': {3}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.KubeVirt, Platform.Qemu]);

    public override void Check(Site site, RuleContext context)
    {
        var guests = site.All<VirtualMachine>().Where(machine => machine.Owner is null && !context.Is(machine.IsTemplate, true)).ToList();
        Judge(guests, static machine => machine.Uuid, "UUID", context);
        Judge(guests, static machine => machine.GenerationId, "generation ID", context);
    }

    private static void Judge(IReadOnlyList<VirtualMachine> guests, Func<VirtualMachine, Fact<string>> fact, string what, RuleContext context)
    {
        var shared = guests
            .Where(machine => context.Is(fact(machine), static id => id != Guid.Empty.ToString("D")))
            .GroupBy(machine => fact(machine).Value, StringComparer.Ordinal);
        foreach (var group in shared)
        {
            // One guest may be declared in two files: exported and linked, or kept per environment.
            var distinct = group.GroupBy(static machine => machine.Name, StringComparer.Ordinal).Select(static same => same.First()).ToList();
            if (distinct.Count < 2)
                continue;

            var (first, second) = (distinct[0], distinct[1]);
            var finding = context.Report(second, fact(second), second.Name, what, first.Name, fact(second).Phrase).Advise("give it an identity of its own");
            foreach (var other in distinct.Where(other => other != second))
                finding.Relate(fact(other).Origin ?? other.Origin, $"'{other.Name}' has it too");
        }
    }
}
