using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags memory encryption that the host can get round.</summary>
public sealed class ConfidentialGuestWeakened() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5064",
        title: "Confidential guest can be debugged or is not measured",
        message: "Confidential guest '{0}' {1}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.OpenStack],
        securitySeverity: 7.1,
        standards: ["CWE-489"]);

    public override void Check(MemoryEncryption encryption, RuleContext context)
    {
        if (encryption.Owner is not VirtualMachine machine)
            return;

        // One number may state several of them: then the gravest is the finding.
        if (context.Is(encryption.AllowsDebugging, true))
        {
            context.Report(encryption, encryption.AllowsDebugging, machine.Name, $"lets its host read and write its memory as a debugger: {encryption.AllowsDebugging.Phrase}")
                .Fix(encryption.AllowsDebugging, false, isSafe: true);
        }

        if (context.Is(encryption.AllowsKeySharing, true))
        {
            context.Report(encryption, encryption.AllowsKeySharing, machine.Name, $"lets its memory key be shared with other guests: {encryption.AllowsKeySharing.Phrase}")
                .Fix(encryption.AllowsKeySharing, false, isSafe: true)
                .At(DiagnosticSeverity.Info);
        }

        if (context.Is(encryption.EncryptsRegisters, false))
        {
            context.Report(encryption, encryption.EncryptsRegisters, machine.Name, $"shows its registers to the host whenever it stops: {encryption.EncryptsRegisters.Phrase}")
                .Fix(encryption.EncryptsRegisters, true)
                .At(DiagnosticSeverity.Info);
        }

        if (context.Is(encryption.MeasuresKernel, false))
        {
            context.Report(encryption, encryption.MeasuresKernel, machine.Name, $"starts a kernel from the host that no measurement covers: {encryption.MeasuresKernel.Phrase}")
                .Fix(encryption.MeasuresKernel, true);
        }

        if (context.Is(encryption.HasAttestation, false))
        {
            context.Report(encryption, encryption.HasAttestation, machine.Name, $"cannot prove what it runs on: {encryption.HasAttestation.Phrase}")
                .Fix(encryption.HasAttestation, true);
        }
    }
}
