using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests on VLAN 1, where switches put what nobody assigned.</summary>
public sealed class GuestOnNativeVlan() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4011",
        title: "Guests use the native, default or a reserved VLAN",
        message: "{0} puts guests on VLAN {1}, the native VLAN of most switches",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenVSwitch, Platform.Harvester, Platform.HyperV, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 3.7,
        standards: ["NIST SP 800-125B segmentation"]);

    private const int NativeVlan = 1;

    public override void Check(NetworkInterface nic, RuleContext context) => Check(nic, nic.Vlans, context);

    public override void Check(PortGroup portGroup, RuleContext context) => Check(portGroup, portGroup.Vlans, context);

    public override void Check(VirtualSwitch network, RuleContext context) => Check(network, network.Vlans, context);

    private static void Check(Entity entity, Fact<VlanMembership> vlans, RuleContext context)
    {
        if (context.States(vlans, static membership => membership.Untagged == NativeVlan))
            context.Report(entity, vlans, entity.Subject, vlans.AsWritten).Advise("give guests a VLAN of their own, and leave VLAN 1 unused");
    }
}
