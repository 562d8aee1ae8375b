using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags guests that are pinned to virtual hardware of many years ago.</summary>
public sealed class OutdatedVirtualHardware() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5081",
        title: "Virtual hardware version is too old",
        message: "Guest '{0}' is pinned to virtual hardware '{1}'{2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.HyperV, Platform.Qemu, Platform.Packer],
        securitySeverity: 4.3);

    /// <summary>QEMU removes a versioned machine type six years after its release, and warns of it after three. // docs/about/deprecated.rst</summary>
    private const int Years = 6;

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Is(machine.HardwareVersion, static version => version.LacksMitigations))
        {
            context.Report(machine, machine.HardwareVersion, machine.Name, machine.HardwareVersion.Value.Name, ", which does not show it every processor feature by which it could protect itself against speculative execution")
                .Advise("upgrade the virtual hardware, after a backup and while the guest is off");
            return;
        }

        if (context.Options.AsOf is not { } today || !context.Is(machine.HardwareVersion, version => version.Released?.AddYears(Years) <= today))
            return;

        var version = machine.HardwareVersion.Value;
        context.Report(machine, machine.HardwareVersion, machine.Name, version.Name, $" of {version.Released?.Year ?? 0}, and hypervisors drop a version after six years")
            .Advise("move the guest to a current machine type, and test that it starts and keeps its network names");
    }
}
