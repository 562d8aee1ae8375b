using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags devices of which a guest of today has no use.</summary>
public sealed class UnneededVirtualDevice() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5080",
        title: "Guest has devices that it does not need",
        message: "Guest '{0}' has {1}, which is attack surface without use",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.KubeVirt, Platform.VirtualBox, Platform.Packer],
        profile: Profile.Strict,
        securitySeverity: 3.9,
        standards: ["NIST SP 800-125A device emulation"]);

    /// <summary>How long an installation may take before its medium is a leftover.</summary>
    private const int InstallationDays = 30;

    public override void Check(VirtualDevice device, RuleContext context)
    {
        if (device.Owner is not VirtualMachine machine)
            return;

        switch (device.Role)
        {
            case DeviceRole.Floppy when IsForModern(machine) && context.Is(device.IsPresent, true):
                context.Report(device, device.IsPresent, machine.Name, $"a floppy drive '{device.Name}'").Advise("remove the device");
                break;

            case DeviceRole.ParallelPort when IsForModern(machine) && context.Is(device.IsPresent, true):
                context.Report(device, device.IsPresent, machine.Name, $"a parallel port '{device.Name}'").Advise("remove the device");
                break;

            case DeviceRole.Graphics3D when context.States(device.IsPresent, true):
                context.Report(device, device.IsPresent, machine.Name, "graphics that compute scenes").Fix(device.IsPresent, false);
                break;

            case DeviceRole.InsertedMedium when IsLeftOver(machine, context) && context.Is(device.IsPresent, true):
                context.Report(device, device.IsPresent, machine.Name, $"an installation medium {device.IsPresent.Phrase} that was left in its drive").Advise("eject the medium");
                break;

            case DeviceRole.NetworkCard or DeviceRole.Video when IsForModern(machine) && context.Is(device.Family, DeviceFamily.Legacy):
                var finding = context.Report(device, device.Family, machine.Name, $"a card of the 1990s {device.Family.Phrase}").Fix(device.Family, DeviceFamily.Virtio);
                if (finding.Help is null)
                    finding.Fix(device.Family, DeviceFamily.Current);

                break;
        }
    }

    /// <summary>Old systems have no drivers for anything newer; of an unnamed one nobody knows.</summary>
    private static bool IsForModern(VirtualMachine machine) => !machine.OperatingSystem.IsKnown || machine.OperatingSystem.Value.IsModern;

    private static bool IsLeftOver(VirtualMachine machine, RuleContext context) =>
        !context.Is(machine.IsTemplate, true)
        && context.Options.AsOf is { } today
        && context.Is(machine.Created, day => (today - day).TotalDays > InstallationDays);
}
