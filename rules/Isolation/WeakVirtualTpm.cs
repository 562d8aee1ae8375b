using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags virtual TPMs of the old specification, and guests that use the host's.</summary>
public sealed class WeakVirtualTpm() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5073",
        title: "Virtual TPM is old, volatile or was removed",
        message: "TPM of '{0}' {1}: {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.HyperV, Platform.Packer],
        securitySeverity: 4.8);

    public override void Check(VirtualTpm tpm, RuleContext context)
    {
        if (tpm.Owner is not VirtualMachine machine)
            return;

        if (context.States(tpm.IsRemoved, true))
            context.Report(tpm, tpm.IsRemoved, machine.Name, "is taken away, and with it the keys that its disks are sealed by", tpm.IsRemoved.Phrase).Advise("leave the guest its TPM, or write down why it can do without");

        if (context.States(tpm.IsShielded, false))
            context.Report(tpm, tpm.IsShielded, machine.Name, "is open to every administrator of the host", tpm.IsShielded.Statement).Fix(tpm.IsShielded, true);

        if (context.Is(tpm.Version, TpmVersion.V12))
        {
            var finding = context.Report(tpm, tpm.Version, machine.Name, "has version 1.2, which knows only SHA-1", tpm.Version.Phrase).Fix(tpm.Version, TpmVersion.V20);
            if (finding.Help is null)
                finding.Advise("create the TPM's state anew with version 2.0, after the guest has let go of the keys in it");
        }

        if (machine.OperatingSystem.Is(static system => system.Family is SystemFamily.Windows) && context.Is(tpm.KeepsState, false))
            context.Report(tpm, tpm.KeepsState, machine.Name, "forgets its keys whenever the guest stops, so that a disk sealed by them stays locked", tpm.KeepsState.IsStated ? tpm.KeepsState.Statement : "not persistent by default").Fix(tpm.KeepsState, true, isSafe: true);

        if (context.Is(tpm.Backend, TpmBackend.Host))
            context.Report(tpm, tpm.Backend, machine.Name, "is the host's own, whose measurements and keys are not the guest's", tpm.Backend.Phrase).Fix(tpm.Backend, TpmBackend.Emulated);
    }
}
