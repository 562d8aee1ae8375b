using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags two guests that state one static address on the same network.</summary>
public sealed class DuplicateIpAddress() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7042",
        title: "Two guests have the same static address",
        message: "{0} has the address {1} of {2}, on the same network",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe]);

    public override void Check(Site site, RuleContext context)
    {
        var addresses =
            from nic in site.All<NetworkInterface>()
            where nic.IsOnSharedNetwork && nic.Network.IsKnown && nic.Machine?.IsTemplate.Is(true) == false
            from address in nic.Addresses
            where address.IsStated
            group (Nic: nic, Address: address) by (address.Value, nic.Network.Value, nic.Vlans.IsKnown ? nic.Vlans.Value.Untagged : null);
        foreach (var same in addresses)
        {
            var (first, firstAddress) = same.First();
            foreach (var (nic, address) in same.Skip(1))
            {
                if (first.Owner != nic.Owner && first.Owner?.Name != nic.Owner?.Name)
                    context.Report(nic, address, nic.Subject, address.Phrase, first.Description).Relate(firstAddress.Origin ?? first.Origin, "the same address");
            }
        }
    }
}
