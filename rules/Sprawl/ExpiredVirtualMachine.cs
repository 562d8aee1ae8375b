using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests that were to be gone by now.</summary>
public sealed class ExpiredVirtualMachine() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7002",
        title: "Guest is past its end date",
        message: "Guest '{0}' was needed until '{1}', but {2}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.Vmware, Platform.HyperV, Platform.VirtualBox, Platform.Incus, Platform.OpenStack],
        standards: ["NIST SP 800-125 image management"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Options.AsOf is not { } today || !context.Is(machine.Expiry, last => last.Date < today.Date))
            return;

        var state = machine.StartsWithHost.Is(true) ? "still starts with its host" : "is still declared";
        context.Report(machine, machine.Expiry, machine.Name, machine.Expiry.AsWritten, state)
            .Advise("remove the guest with its disks, or let its owner name a new date");
    }
}
