using System;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags UEFI firmware that starts unsigned code, or that its guest can rewrite.</summary>
public sealed class SecureBootDisabled() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5070",
        title: "Secure Boot is switched off",
        message: "Firmware of '{0}' {1}: {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Incus, Platform.KubeVirt, Platform.HyperV, Platform.Packer],
        securitySeverity: 6.1,
        standards: ["NIST SP 800-125A VM image integrity"]);

    /// <summary>Since then every Linux distribution of note has a signed boot loader; what is older may have been installed without one.</summary>
    private static readonly DateTimeOffset s_signedEverywhere = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override void Check(GuestFirmware firmware, RuleContext context)
    {
        if (firmware.Owner is not VirtualMachine machine || !context.Is(firmware.Interface, FirmwareInterface.Uefi))
            return;

        if (context.States(firmware.IsReadOnly, false))
        {
            var finding = context.Report(firmware, firmware.IsReadOnly, machine.Name, "can be rewritten by the guest", firmware.IsReadOnly.Statement)
                .Advise("map the code read-only, and give the guest variables of its own");
            if (!firmware.Image.Is(static path => path.StartsWith("/usr/", StringComparison.Ordinal)))
                finding.At(DiagnosticSeverity.Info);
        }

        // Memory encryption measures the launch instead, and excludes the variables that hold the keys; beside the PC, hardly any
        // operating system is signed.
        if (machine.IsConfidential || machine.IsUnsignedAppliance() || machine.Architecture.Is(static name => name is not ("x86_64" or "i686")))
            return;

        if (context.Is(firmware.SecureBoot, false) && IsSupported(machine, isStated: firmware.SecureBoot.IsStated))
            Report(firmware, firmware.SecureBoot, machine, context);
        else if (context.IsAbsent(firmware.SecureBoot) && context.States(firmware.HasEnrolledKeys, false))
            Report(firmware, firmware.HasEnrolledKeys, machine, context);
    }

    private static void Report(GuestFirmware firmware, Fact<bool> fact, VirtualMachine machine, RuleContext context)
    {
        var finding = context.Report(firmware, fact, machine.Name, "starts whatever it finds, signed or not", fact.Statement).Fix(fact, true);
        if (finding.Help is null)
            finding.Advise("create the firmware's variables anew, with the Secure Boot keys enrolled");
    }

    private static bool IsSupported(VirtualMachine machine, bool isStated) => isStated
        ? !machine.OperatingSystem.IsKnown || machine.OperatingSystem.Value.IsModern
        : machine.OperatingSystem.Is(static system => system.IsModern) && (machine.IsProvisioned || machine.Created.Is(static day => day >= s_signedEverywhere));
}
