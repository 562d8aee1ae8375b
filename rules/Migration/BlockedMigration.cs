using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags guests that are to move when their host is emptied, and cannot.</summary>
public sealed class BlockedMigration() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2040",
        title: "Guest cannot leave its host although it is meant to",
        message: "Guest '{0}' is to move when its host is emptied, but {1} binds it there, so that maintenance of the host waits for it",
        category: Category.Migration,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.KubeVirt]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (!context.Is(machine.Eviction, EvictionPolicy.Migrates))
            return;

        var bonds = Bonds(machine, context).ToList();
        if (bonds.Count == 0)
            return;

        var finding = context.Report(machine, machine.Eviction, machine.Name, bonds[0].What)
            .Advise("free the guest of what binds it, or say that it may be shut down: 'LiveMigrateIfPossible'");
        foreach (var (fact, what) in bonds)
        {
            if (fact.Origin is { } origin)
                finding.Relate(origin, what);
        }
    }

    private static IEnumerable<(Fact Fact, string What)> Bonds(VirtualMachine machine, RuleContext context)
    {
        foreach (var device in machine.Parts<HostDevice>())
        {
            if (context.Is(device.Class, static kind => kind is not HostDeviceClass.Mediated))
                yield return (device.Class, $"device '{device.Name}'");
        }

        foreach (var nic in machine.Parts<NetworkInterface>())
        {
            if (context.Is(nic.TakesContainerAddress, true))
                yield return (nic.TakesContainerAddress, $"adapter '{nic.Name}', which has the address of its pod,");
        }

        foreach (var disk in machine.Parts<Disk>())
        {
            if (context.Is(disk.IsBoundToHost, true))
                yield return (disk.IsBoundToHost, $"disk '{disk.Name}', which one host alone can have,");
        }
    }
}
