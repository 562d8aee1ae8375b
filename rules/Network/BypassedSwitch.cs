using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags adapters whose traffic no switch of the host sees.</summary>
public sealed class BypassedSwitch() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4022",
        title: "Guest traffic bypasses the switch and its filters",
        message: "{0} bypasses the host's switches and their filters: {1}",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.Qemu, Platform.OpenStack, Platform.Vmware, Platform.VirtualBox, Platform.HyperV],
        securitySeverity: 4.8,
        standards: ["NIST SP 800-125B segmentation"]);

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (context.States(network.UnfilteredBy, static _ => true))
            context.Report(network, network.UnfilteredBy, network.Subject, $"its driver applies no security groups, {network.UnfilteredBy.Phrase}").Advise("offer such ports to network functions alone, on networks of their own");
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.States(nic.UnfilteredBy, static _ => true))
        {
            context.Report(nic, nic.UnfilteredBy, nic.Subject, $"the guest is handed the device itself, {nic.UnfilteredBy.Phrase}, and the switch filters none of its traffic")
                .Advise("filter where the wire leads to, or use a 'normal' port");
        }

        if (context.Is(nic.ReachesHostLoopback, true))
            context.Report(nic, nic.ReachesHostLoopback, nic.Subject, $"the guest reaches what listens on its host's own loopback address, {(nic.ReachesHostLoopback.IsStated ? nic.ReachesHostLoopback.Statement : "by default")}").Fix(nic.ReachesHostLoopback, false);

        if (context.States(nic.Peer, static peer => peer.IsExposed))
            context.Report(nic, nic.Peer, nic.Subject, $"its frames cross the network in clear, by way of {nic.Peer.Phrase}").Advise("put the guest on a virtual network or bridge");

        if (context.Is(nic.TakesContainerAddress, true) && !(nic.Machine?.IsNetworkFunction(context.Options) ?? false))
            context.Report(nic, nic.TakesContainerAddress, nic.Subject, "it takes over the address of its pod, past what the pod's own filters are set up for, and ties the guest to its host").Advise("use 'masquerade' on the pod network, and a bridge on a network of its own");

        // Where the platform has a firewall of its own, an adapter that it cannot see was left out of it.
        if (nic.Firewalled.State is not FactState.Absent && context.Is(nic.Attachment, NetworkAttachment.UserMode))
            context.Report(nic, nic.Attachment, nic.Subject, "without a bridge, the emulator itself translates its addresses").Advise("name the bridge that the guest belongs on");
    }
}
