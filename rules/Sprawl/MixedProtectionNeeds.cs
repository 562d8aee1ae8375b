using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags hosts that run guests of high and of low sensitivity.</summary>
public sealed class MixedProtectionNeeds() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7055",
        title: "Guests of different sensitivity share a host",
        message: "Guest '{0}' is labelled '{1}', but shares {2} with '{3}', which is labelled '{4}'",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 5.3,
        standards: ["CWE-653", "NIST SP 800-125B segmentation"]);

    public override void Check(Site site, RuleContext context)
    {
        var byHost = site.All<VirtualMachine>()
            .Where(static machine => !machine.IsTemplate.Is(true))
            .GroupBy(static machine => machine.Host.Or(""), StringComparer.Ordinal);
        foreach (var machines in byHost)
        {
            var high = machines.Where(machine => context.Is(machine.Sensitivity, Sensitivity.High)).ToList();
            if (high.Count == 0 || machines.FirstOrDefault(static machine => machine.Sensitivity.Is(Sensitivity.Low)) is not { Sensitivity: { Origin: { } place } } low)
                continue;

            var host = machines.Key.Length == 0 ? "its host" : $"host '{machines.Key}'";
            foreach (var machine in high)
            {
                context.Report(machine, machine.Sensitivity, machine.Name, machine.Sensitivity.AsWritten, host, low.Name, low.Sensitivity.AsWritten)
                    .Relate(place, "a guest of low sensitivity on the same host")
                    .Advise("give guests of high sensitivity hosts of their own, and keep the others off them");
            }
        }
    }
}
