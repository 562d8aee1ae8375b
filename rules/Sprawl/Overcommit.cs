using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags hosts that promise more than they have, or to too many.</summary>
public sealed class Overcommit() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7052",
        title: "Host resources are promised several times over",
        message: "{0} promises {1}, {2}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.KubeVirt, Platform.Vmware],
        standards: ["CWE-770"]);

    private const int MaxGuests = 50;
    private const double MemoryRatio = 1.0;
    private const double ProcessorRatio = 4.0;
    private const double MaxShown = 1L << 60;

    // More than this many times over, guests starve each other whenever several are busy.
    private const double CloudProcessorRatio = 8.0;
    private const double CloudMemoryRatio = 1.5;
    private const int Percent = 100;

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        var processors = context.Options.Ratio("virtlint.host.cpu_ratio", CloudProcessorRatio);
        if (context.Is(hypervisor.CpuOvercommit, percent => percent > processors * Percent))
            context.Report(hypervisor, hypervisor.CpuOvercommit, $"'{hypervisor.Name}'", "each processor to many guests", $"{hypervisor.CpuOvercommit.Phrase} times over").Advise("lower the ratio, or set virtlint.host.cpu_ratio to what the guests can bear");

        var memory = context.Options.Ratio("virtlint.host.memory_ratio", CloudMemoryRatio);
        if (context.Is(hypervisor.MemoryOvercommit, percent => percent > memory * Percent))
            context.Report(hypervisor, hypervisor.MemoryOvercommit, $"'{hypervisor.Name}'", "its memory to many guests", $"{hypervisor.MemoryOvercommit.Phrase} times over").Advise("lower the ratio: a host without memory ends guests");

        if (context.Is(hypervisor.ReservesForFailure, false))
            context.Report(hypervisor, hypervisor.ReservesForFailure, $"'{hypervisor.Name}'", "guests all that its hosts have", $"and keeps no room for those of a host that fails: {hypervisor.ReservesForFailure.Statement}").Advise("reserve what at least one host has");

        if (context.States(hypervisor.ReservedMemory, 0))
            context.Report(hypervisor, hypervisor.ReservedMemory, $"'{hypervisor.Name}'", "guests all memory of a host", $"and keeps none for the host itself: {hypervisor.ReservedMemory.Statement}").Advise("keep 512 MiB or more for the host");
    }

    public override void Check(Site site, RuleContext context)
    {
        var byHost = site.Files
            .SelectMany(static file => file.Entities.OfType<VirtualMachine>(), static (file, machine) => (Machine: machine, file.Options))
            .Where(static guest => !guest.Machine.IsTemplate.Is(true) && !guest.Machine.IsProfile)
            .GroupBy(static guest => guest.Machine.Host.Or(""), StringComparer.Ordinal);
        foreach (var host in byHost)
        {
            // What a host has is the same for all of its guests: any of their files may say it.
            var options = host.First().Options;
            var machines = host.Select(static guest => guest.Machine).ToList();
            var name = host.Key.Length == 0 ? "The guests' host" : $"Host '{host.Key}'";
            CheckMemory(name, machines, options, context);
            CheckProcessors(name, machines, options, context);
            CheckGuests(name, host.Key.Length > 0, machines, options, context);
        }
    }

    private static void CheckMemory(string host, List<VirtualMachine> machines, ProjectOptions options, RuleContext context)
    {
        if (options.Size("virtlint.host.memory") is not { } capacity)
            return;

        var known = machines.Where(machine => context.Is(machine.MaxMemory, static _ => true)).ToList();
        var sum = known.Sum(static machine => (double)machine.MaxMemory.Value);
        var ratio = options.Ratio("virtlint.host.memory_ratio", MemoryRatio);
        if (sum > capacity * ratio)
        {
            var largest = known.OrderByDescending(static machine => machine.MaxMemory.Value).First();
            context.Report(largest, largest.MaxMemory, host, $"{ByteSize.Show((long)Math.Min(sum, MaxShown))} of memory to {known.Count} guests", $"of which '{largest.Name}' gets most, but has {ByteSize.Show(capacity)}")
                .Advise("move guests to another host, or give them less");
        }
    }

    private static void CheckProcessors(string host, List<VirtualMachine> machines, ProjectOptions options, RuleContext context)
    {
        if (options.Number("virtlint.host.cpus", 0) is not (> 0 and var capacity))
            return;

        var known = machines.Where(machine => context.Is(machine.MaxProcessors, static _ => true)).ToList();
        var sum = known.Sum(static machine => (long)machine.MaxProcessors.Value);
        var ratio = options.Ratio("virtlint.host.cpu_ratio", ProcessorRatio);
        if (sum > capacity * ratio)
        {
            var largest = known.OrderByDescending(static machine => machine.MaxProcessors.Value).First();
            context.Report(largest, largest.MaxProcessors, host, $"{sum} processors to {known.Count} guests", $"of which '{largest.Name}' gets most, but has {capacity}")
                .Advise("move guests to another host, or give them fewer");
        }
    }

    /// <summary>Without a known host and without a word of the project's, files that lie together are no host's guests.</summary>
    private static void CheckGuests(string host, bool isKnown, List<VirtualMachine> machines, ProjectOptions options, RuleContext context)
    {
        var allowed = options.Number("virtlint.host.max_guests", isKnown ? MaxGuests : int.MaxValue);
        if (machines.Count > allowed)
            context.Report(machines[allowed], host, $"itself to {machines.Count} guests", $"more than the {allowed} that one failure or one flaw may take").Advise("spread the guests over more hosts");
    }
}
