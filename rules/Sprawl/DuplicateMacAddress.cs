using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags two guests whose adapters have one hardware address on the same network.</summary>
public sealed class DuplicateMacAddress() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7040",
        title: "Two guests have the same MAC address",
        message: "{0} has the MAC address {1} of {2}, on the same network",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.Vmware, Platform.Bhyve],
        securitySeverity: 5.3,
        standards: ["NIST SP 800-125B segmentation"]);

    public override void Check(Site site, RuleContext context)
    {
        var segments = site.All<NetworkInterface>()
            .Where(static nic => nic.IsOnSharedNetwork && nic.Mac.IsStated && nic.Network.IsKnown && nic.Machine?.IsTemplate.Is(true) == false && !IsVirtual(nic.Mac.Value))
            .GroupBy(static nic => (nic.Mac.Value, nic.Network.Value, nic.Vlans.IsKnown ? nic.Vlans.Value.Untagged : null));
        foreach (var segment in segments)
        {
            var first = segment.First();
            foreach (var nic in segment.Skip(1))
            {
                if (!IsSameGuest(first, nic))
                    context.Report(nic, nic.Mac, nic.Subject, nic.Mac.Phrase, first.Description).Relate(first.Mac.Origin ?? first.Origin, "the same address").Advise("remove it, so that the platform makes one up");
            }
        }
    }

    /// <summary>Addresses that several machines share by design: VRRP (RFC 5798), network load balancing, and none at all.</summary>
    private static bool IsVirtual(string mac) =>
        mac.StartsWith("00:00:5e:00:0", StringComparison.Ordinal) || mac.StartsWith("02:bf:", StringComparison.Ordinal) || mac == "00:00:00:00:00:00";

    /// <summary>Whether one guest is declared twice, or an adapter of it has a partner for failover.</summary>
    private static bool IsSameGuest(NetworkInterface one, NetworkInterface other) =>
        one.Owner == other.Owner
        || one.Owner?.Name == other.Owner?.Name
        || (one.Machine is { Uuid: { IsKnown: true } uuid } && other.Machine?.Uuid.Is(uuid.Value) == true);
}
