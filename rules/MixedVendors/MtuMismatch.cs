using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags adapters and switches that take larger packets than what carries them.</summary>
public sealed class MtuMismatch() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8004",
        title: "MTU differs along one segment",
        message: "{0} sends packets of up to {1} bytes, but {2} takes {3}: larger ones are lost",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenVSwitch]);

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (nic.Switch is { } network && network.Mtu.IsKnown && context.States(nic.Mtu, mtu => mtu > network.Mtu.Value))
        {
            context.Report(nic, nic.Mtu, nic.Subject, nic.Mtu.Value, network.Description, network.Mtu.Value)
                .Relate(network.Mtu.Origin ?? network.Origin, $"{network.Description} takes {network.Mtu.Value}");
        }
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        if (network.UplinkMtu.IsKnown && context.States(network.Mtu, mtu => mtu > network.UplinkMtu.Value))
        {
            context.Report(network, network.Mtu, network.Subject, network.Mtu.Value, "its uplink", network.UplinkMtu.Value)
                .Relate(network.UplinkMtu.Origin ?? network.Origin, network.UplinkMtu.IsStated ? "the uplink's size" : "the uplink has Ethernet's own size");
        }
    }
}
