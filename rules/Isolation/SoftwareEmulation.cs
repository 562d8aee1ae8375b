using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags guests of the host's own architecture that run without hardware virtualization.</summary>
public sealed class SoftwareEmulation() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5062",
        title: "Guest runs by software emulation",
        message: "{0} translated in software ({1}), which its hypervisor does not count as an isolation boundary",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.KubeVirt, Platform.Packer],
        securitySeverity: 4.8,
        standards: ["NIST SP 800-125A device emulation"]);

    /// <summary>The architecture of the hosts; guests of another one cannot but be emulated.</summary>
    private const string HostArchitecture = "virtlint.host_architecture";

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.Acceleration, Acceleration.Software))
            context.Report(hypervisor, hypervisor.Acceleration, $"Every guest of '{hypervisor.Name}' is", hypervisor.Acceleration.Statement).Fix(hypervisor.Acceleration, Acceleration.Hardware);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.IsDisposable || !context.Is(machine.Acceleration, Acceleration.Software))
            return;

        var host = context.Options.Text(HostArchitecture) ?? "x86_64";
        if (!context.IsAbsent(machine.Architecture) && !context.Is(machine.Architecture, guest => guest == host || (host == "x86_64" && guest == "i686")))
            return;

        context.Report(machine, machine.Acceleration, $"Guest '{machine.Name}' is", machine.Acceleration.Phrase).Fix(machine.Acceleration, Acceleration.Hardware);
    }
}
