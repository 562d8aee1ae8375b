using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags host hardware that a guest reaches without anybody checking what it sends.</summary>
public sealed class UnfilteredDeviceAccess() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5003",
        title: "Guest drives host hardware without filtering",
        message: "{0} '{1}' is open to {2} without a filter",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.ProxmoxVe, Platform.Incus, Platform.Xen],
        securitySeverity: 7.8,
        standards: ["CWE-284", "NIST SP 800-125A device passthrough", "CWE-732"]);

    public override void Check(HostDevice device, RuleContext context)
    {
        if (context.Is(device.IsFiltered, false))
            Report(device, device.IsFiltered, context).Fix(device.IsFiltered, true, isSafe: true);
        else if (context.Is(device.Class, HostDeviceClass.Node) && context.Is(device.Address, address => IsDangerous(address, device, context)))
            Report(device, device.Address, context).Advise("give the guest a disk or device of its own instead of the host's device file");
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.BroadDeviceEntry, static _ => true))
        {
            context.Report(hypervisor, hypervisor.BroadDeviceEntry, "Every device of the host that matches", hypervisor.BroadDeviceEntry.Value, "guests")
                .Advise("name each device that is meant for guests by its address, or by vendor and product");
        }
    }

    /// <summary>Root of a privileged container drives the host's virtualization as the host's root does.</summary>
    private static bool IsDangerous(string address, HostDevice device, RuleContext context) =>
        HostDevice.ReachesHost(address)
        || (address == "/dev/kvm" && device.Owner is VirtualMachine container && context.Is(container.IsPrivileged, true));

    private static Finding Report(HostDevice device, Fact fact, RuleContext context) =>
        context.Report(device, fact, device.Noun, device.Address.Or(device.Name), device.Owner is VirtualMachine machine ? $"'{machine.Name}'" : "every guest");
}
