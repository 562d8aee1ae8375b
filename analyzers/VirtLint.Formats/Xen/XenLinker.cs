using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Xen;

/// <summary>Joins the adapters of a host's guests that are on one bridge.</summary>
internal sealed class XenLinker : ISiteLinker
{
    public Platform Platform => Platform.Xen;

    public void Link(Site site) => NetworkSegments.CountNeighbours([.. site.All<NetworkInterface>().Where(static nic => nic.Network.IsKnown)]);
}
