using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests that may take more from their host than it has.</summary>
public sealed class UnlimitedGuestResources() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7053",
        title: "Guest may exhaust its host",
        message: "{0}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.HyperV, Platform.Firecracker],
        profile: Profile.Strict,
        securitySeverity: 4.0,
        standards: ["CWE-770"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.LocksMemory, true) && context.Is(machine.HasMemoryLimit, false))
            context.Report(machine, machine.LocksMemory, $"Guest '{machine.Name}' locks its memory without a limit, so a flaw in it or its emulator can take all of the host's").Advise("add a hard limit above the guest's memory and its emulator's overhead");

        if (context.States(machine.HasActivityLimits, false))
        {
            context.Report(machine, machine.HasActivityLimits, $"Guest '{machine.Name}' may keep its host as busy as it likes: {machine.HasActivityLimits.Statement}")
                .Fix(machine.HasActivityLimits, true, isSafe: true);
        }
    }

    public override void Check(Disk disk, RuleContext context)
    {
        if (context.Is(disk.IsRateLimited, false))
            context.Report(disk, disk.IsRateLimited, $"Nothing limits how much of the host's storage bandwidth '{disk.GuestName}' takes through disk '{disk.Name}'").Advise("add a rate limiter");
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.Is(nic.IsRateLimited, false))
            context.Report(nic, nic.IsRateLimited, $"Nothing limits how much of the host's network bandwidth '{nic.Machine?.Name}' takes through '{nic.Name}'").Advise("add a rate limiter for each direction");
    }
}
