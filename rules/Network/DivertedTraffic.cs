using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags mirrors that hand the traffic of guests to a port that nobody declared as a sensor's.</summary>
public sealed class DivertedTraffic() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4070",
        title: "Guest traffic is copied or handed to a third party",
        message: "{0} {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.OpenVSwitch, Platform.HyperV, Platform.Bhyve, Platform.OpenStack, Platform.OVirt, Platform.Vmware, Platform.VirtualBox],
        securitySeverity: 6.5,
        standards: ["CWE-668", "NIST SP 800-125B monitoring"]);

    public override void Check(TrafficMirror mirror, RuleContext context)
    {
        if (mirror.Target.Is(name => mirror.IsForSensor(name, context.Options)))
            return;

        if (context.States(mirror.LeavesHost, true))
            Report(mirror, mirror.Target, "sends copies of a guest's frames to another host in clear", context);
        else if (context.States(mirror.OutputVlan, static _ => true))
            Report(mirror, mirror.OutputVlan, "floods copies of frames into a whole VLAN", context);
        else if (context.States(mirror.CoversAll, true))
            Report(mirror, mirror.CoversAll, $"copies every frame of {(mirror.Owner is PortGroup ? "the network to a guest" : "the switch")}", context);
        else if (context.States(mirror.IsToGuest, true))
            Report(mirror, mirror.Target, "hands copies of frames to a guest", context);
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.States(nic.CapturesTo, static _ => true))
            context.Report(nic, nic.CapturesTo, nic.Subject, "writes every frame into a file of the host", nic.CapturesTo.Statement).Advise("switch the capture off once the fault is found, and delete the file");
    }

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.FilterListener, static _ => true))
            context.Report(hypervisor, hypervisor.FilterListener, hypervisor.Subject, "lets a filter attach itself to guests' traffic", hypervisor.FilterListener.Statement).Advise("clear the address unless a security appliance of this host needs it");
    }

    private static void Report(TrafficMirror mirror, Fact fact, string harm, RuleContext context) =>
        context.Report(mirror, fact, mirror.Subject, harm, fact.Statement).Advise("mirror the ports that must be watched to a sensor, and name its port for it or list it as virtlint.sensors");
}
