using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guest ports that no VLAN limits, or that trunk very many.</summary>
public sealed class AllVlanTrunk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4010",
        title: "Guest port carries VLANs that it was not given",
        message: "{0} can send and receive on {1} of {2}, though it is no router",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.OpenVSwitch, Platform.HyperV],
        securitySeverity: 7.1,
        standards: ["NIST SP 800-125B segmentation"]);

    /// <summary>A longer list is a habit, not a need: more VLANs than one guest serves.</summary>
    private const int ManyVlans = 32;

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (nic.Machine is { } machine && (machine.IsTemplate.Is(true) || machine.IsNetworkFunction(context.Options)))
            return;

        if (context.Is(nic.UnlimitedVlans, static vlans => vlans.IsTrunk))
            Report(nic, nic.UnlimitedVlans, "all VLANs", context);
        else if (context.States(nic.Vlans, static vlans => vlans.TaggedCount > ManyVlans))
            Report(nic, nic.Vlans, $"{nic.Vlans.Value.TaggedCount} VLANs", context);
        else if (HostVlan(nic) is { } vlan)
            Report(nic, nic.Vlans, $"VLAN {vlan}, the host's own,", context);
    }

    /// <summary>A group that is part of a virtual network is judged at the adapters in it.</summary>
    public override void Check(PortGroup portGroup, RuleContext context)
    {
        if (portGroup.Owner is null && !portGroup.IsForSensors(context.Options) && context.States(portGroup.Vlans, static vlans => vlans.TaggedCount > ManyVlans))
        {
            context.Report(portGroup, portGroup.Vlans, $"Every guest in {portGroup.Description}", $"{portGroup.Vlans.Value.TaggedCount} VLANs", portGroup.SwitchName.IsKnown ? $"'{portGroup.SwitchName.Value}'" : "its switch")
                .Advise("give the port group the one VLAN that its guests need");
        }
    }

    /// <summary>The VLAN of the trunk on which the host itself can be reached, or null.</summary>
    private static int? HostVlan(NetworkInterface nic)
    {
        foreach (var vlan in nic.Switch?.HostVlans ?? [])
        {
            if (nic.Vlans.Is(vlans => vlans.IsTrunk && vlans.Carries(vlan)))
                return vlan;
        }

        return null;
    }

    private static void Report(NetworkInterface nic, Fact<VlanMembership> vlans, string count, RuleContext context) =>
        context.Report(nic, vlans, nic.Subject, count, nic.Network.IsKnown ? $"'{nic.Network.Value}'" : "its switch").Advise("give the port the one VLAN that the guest needs");
}
