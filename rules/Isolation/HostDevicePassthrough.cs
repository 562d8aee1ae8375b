using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a physical device of the host that a guest drives itself.</summary>
public sealed class HostDevicePassthrough() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5001",
        title: "Physical device is passed to a guest",
        message: "'{0}' drives {1} directly: '{2}'",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Incus, Platform.KubeVirt, Platform.Xen, Platform.VirtualBox, Platform.HyperV, Platform.Qemu, Platform.Bhyve, Platform.OpenStack, Platform.Packer],
        profile: Profile.Strict,
        securitySeverity: 5.6,
        standards: ["NIST SP 800-125A device passthrough"]);

    public override void Check(HostDevice device, RuleContext context)
    {
        if (device.Owner is not VirtualMachine machine || context.Is(device.Class, HostDeviceClass.Mediated))
            return;

        var approved = context.Options.List("virtlint.approved_devices");
        if (context.Is(device.Address, address => !IsApproved(address, approved)))
            context.Report(device, device.Address, machine.Name, What(device.Class.Or(HostDeviceClass.Node)), device.Address.Value);
    }

    private static string What(HostDeviceClass kind) => kind switch
    {
        HostDeviceClass.Pci => "a PCI device of the host",
        HostDeviceClass.Usb => "a USB device of the host",
        HostDeviceClass.Scsi => "a SCSI device of the host",
        HostDeviceClass.Disk => "a disk of the host",
        HostDeviceClass.SerialPort or HostDeviceClass.ParallelPort => "a port of the host",
        HostDeviceClass.Redirected => "any USB device that the viewer of its console plugs in",
        _ => "a device file of the host",
    };

    /// <summary>An address may name several functions of one device: each has to be on the list.</summary>
    private static bool IsApproved(string address, IReadOnlyList<string> approved) =>
        address.Split(';').All(part => approved.Contains(part, StringComparer.OrdinalIgnoreCase));
}
