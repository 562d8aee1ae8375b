using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags CPU features that a guest needs against side channels and that its configuration takes away.</summary>
public sealed class CpuMitigationDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5061",
        title: "Protection against CPU side channels is off",
        message: "{0} {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Xen, Platform.Vmware, Platform.Qemu, Platform.Firecracker, Platform.VirtualBox],
        securitySeverity: 7.1,
        standards: ["CWE-1303"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        CheckRegisters(machine, context);
        var kept = machine.Parts<CpuFeature>().Where(static feature => !feature.Policy.Is(CpuFeaturePolicy.Disabled))
            .GroupBy(static feature => feature.Name, StringComparer.Ordinal).Select(static same => same.First()).ToList();
        foreach (var feature in machine.Parts<CpuFeature>())
        {
            if (feature.IsMitigation && context.States(feature.Policy, CpuFeaturePolicy.Disabled) && !kept.Any(feature.IsReplacedBy))
                Report(machine, feature, context);
        }
    }

    /// <summary>Registers that nobody filters tell what other guests and the host do.</summary>
    private static void CheckRegisters(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.SharesCoreThreads, true))
        {
            context.Report(machine, machine.SharesCoreThreads, $"Guest '{machine.Name}'", $"runs on threads that share a core, over which one may learn what the other computes: {machine.SharesCoreThreads.Statement}")
                .Fix(machine.SharesCoreThreads, false, isSafe: true);
        }

        if (context.States(machine.LeavesNoTraces, false))
        {
            context.Report(machine, machine.LeavesNoTraces, $"Guest '{machine.Name}'", $"may read in caches and buffers of its processor what others left there: {machine.LeavesNoTraces.Statement}")
                .FixByRemoving(machine.LeavesNoTraces);
        }

        if (context.States(machine.MayReadHostRegisters, true))
            context.Report(machine, machine.MayReadHostRegisters, $"Guest '{machine.Name}'", $"reads processor registers of its host, and what they tell of others: {machine.MayReadHostRegisters.Statement}").Fix(machine.MayReadHostRegisters, false, isSafe: true);
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.MitigatesSideChannels, false))
        {
            context.Report(hypervisor, hypervisor.MitigatesSideChannels, $"Host '{hypervisor.Name}'", $"lets guests share processors whose leaks nothing stops: {hypervisor.MitigatesSideChannels.Statement}")
                .Fix(hypervisor.MitigatesSideChannels, true);
        }

        if (context.States(hypervisor.HidesMitigationWarning, true))
        {
            context.Report(hypervisor, hypervisor.HidesMitigationWarning, $"Host '{hypervisor.Name}'", $"keeps the warning that its processors leak from its administrators: {hypervisor.HidesMitigationWarning.Statement}")
                .Fix(hypervisor.HidesMitigationWarning, false, isSafe: true);
        }
    }

    private static void Report(VirtualMachine machine, CpuFeature feature, RuleContext context) =>
        context.Report(feature, feature.Policy, $"Guest '{machine.Name}'", $"is not given CPU feature '{feature.Name}' ({feature.Policy.Phrase}), so its kernel cannot protect itself against speculative execution")
            .Fix(feature.Policy, CpuFeaturePolicy.Optional, isSafe: true)
            .Fix(feature.Policy, CpuFeaturePolicy.Required);
}
