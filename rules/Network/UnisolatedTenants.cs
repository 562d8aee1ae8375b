using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags guests of different tenants on one segment without anything between them.</summary>
public sealed class UnisolatedTenants() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4021",
        title: "Guests of different tenants can reach each other",
        message: "{0} of tenant '{1}' shares '{2}' with guests of tenant '{3}', and nothing keeps them apart",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt],
        profile: Profile.Strict,
        securitySeverity: 4.6,
        standards: ["NIST SP 800-125B segmentation"]);

    public override void Check(Site site, RuleContext context)
    {
        if (context.Options.Text("virtlint.tenants") is null)
            return;

        var segments = site.All<NetworkInterface>()
            .Where(static nic => nic.IsOnSharedNetwork && nic.Network.IsKnown && !nic.Vlans.IsUnresolved && !nic.Isolated.Is(true) && !nic.FirewallEffective.IsUnresolved && !nic.FirewallEffective.Is(true))
            .GroupBy(static nic => (nic.Network.Value, nic.Switch?.Host, nic.Vlans.IsKnown ? nic.Vlans.Value.Untagged : null));
        foreach (var segment in segments)
            Check(segment, context);
    }

    private static void Check(IEnumerable<NetworkInterface> segment, RuleContext context)
    {
        NetworkInterface? first = null;
        var firstTenant = "";
        foreach (var nic in segment)
        {
            if (nic.Machine?.Tenant(context.Options) is not { } tenant || tenant == firstTenant)
                continue;

            if (first is null)
            {
                (first, firstTenant) = (nic, tenant);
                continue;
            }

            context.Report(nic, nic.Network, nic.Subject, tenant, nic.Network.Value, firstTenant)
                .Relate(first.Network.Origin ?? first.Origin, $"{first.Description} belongs to tenant '{firstTenant}'");
        }
    }
}
