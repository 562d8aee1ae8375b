using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags replicas of one service that fail together.</summary>
public sealed class ColocatedReplicas() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7054",
        title: "Replicas may run on one host",
        message: "Guests '{0}' and '{1}' both serve as '{2}', but {3}, so one failure takes both",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe],
        profile: Profile.Strict,
        standards: ["NIST SP 800-125 hypervisor security"]);

    // Pairs are compared; a role with more replicas than this is no pair that fails together.
    private const int MaxReplicas = 64;

    public override void Check(Site site, RuleContext context)
    {
        var machines = site.All<VirtualMachine>()
            .Where(static machine => machine.Host.IsKnown && !machine.IsTemplate.Is(true) && !machine.IsDisposable)
            .ToList();
        if (machines.Select(static machine => machine.Host.Value).Distinct().Count() < 2)
            return;

        var groups = site.All<GuestGroup>().ToList();
        foreach (var role in machines.Where(machine => context.Is(machine.Purpose, static _ => true)).GroupBy(static machine => machine.Purpose.Value, StringComparer.OrdinalIgnoreCase))
            Report(role.Key, [.. role], groups, context);
    }

    /// <summary>One finding for the role: the first two guests that may share a host.</summary>
    private static void Report(string role, List<VirtualMachine> replicas, List<GuestGroup> groups, RuleContext context)
    {
        for (var i = 1; i < replicas.Count && i < MaxReplicas; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Defect(replicas[j], replicas[i], groups) is not { } defect)
                    continue;

                context.Report(replicas[i], replicas[i].Purpose, replicas[j].Name, replicas[i].Name, role, defect)
                    .Relate(replicas[j].Purpose.Origin ?? replicas[j].Origin, "the other replica")
                    .Advise("let the cluster keep them on different hosts");
                return;
            }
        }
    }

    private static string? Defect(VirtualMachine one, VirtualMachine other, List<GuestGroup> groups)
    {
        if (groups.Any(group => group.Joins.Is(GuestGroupKind.KeptApart) && group.Has(one) && group.Has(other)))
            return null;

        return one.Host.Value == other.Host.Value ? $"are both on host '{one.Host.Value}'"
            : IsFailedOver(one, groups) && IsFailedOver(other, groups) ? "nothing keeps them apart when a host fails"
            : null;
    }

    private static bool IsFailedOver(VirtualMachine machine, List<GuestGroup> groups) =>
        groups.Any(group => group.Joins.Is(GuestGroupKind.FailedOver) && group.Has(machine));
}
