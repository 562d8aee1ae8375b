using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>Joins the files of one compute node: how it is managed (nova.conf), and how its guests' networks leave it (ml2_conf.ini, the agents' files).</summary>
internal sealed class OpenStackLinker : ISiteLinker
{
    public Platform Platform => Platform.OpenStack;

    public void Link(Site site)
    {
        // Of the files of several nodes, it is unknown which belong together.
        var nodes = site.All<Hypervisor>().Where(static host => host.ManagementAddress.IsStated).Take(2).ToList();
        if (nodes.Count != 1)
            return;

        var node = nodes[0];
        foreach (var overlay in site.All<VirtualSwitch>().Where(static network => network.TunnelAddress.IsStated))
        {
            LinkManagement(overlay, node);
            foreach (var policy in site.All<MigrationPolicy>())
                LinkMigration(policy, overlay, node);
        }
    }

    /// <summary>A node that runs the whole cloud has one address for everything.</summary>
    private static void LinkManagement(VirtualSwitch overlay, Hypervisor node)
    {
        if (node.RunsControlPlane.Is(false) && node.ManagementAddress is { Origin: { } place } own && overlay.TunnelAddress.Is(own.Value))
            overlay.SharesManagementNetwork = overlay.TunnelAddress.Select(static _ => true).With(new RelatedPlace(place, "the node is managed by this address"));
    }

    private static void LinkMigration(MigrationPolicy policy, VirtualSwitch overlay, Hypervisor node)
    {
        if (policy.Network is { IsStated: true } network && overlay.TunnelAddress is { Origin: { } place } tunnel && tunnel.Is(network.Value) && !node.ManagementAddress.Is(network.Value))
            policy.SharesGuestNetwork = network.Select(static _ => true).With(new RelatedPlace(place, "guests' networks leave the node by this address"));
    }
}
