using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Incus;

/// <summary>Joins the adapters of a host's instances that are on one network.</summary>
/// <remarks>What a profile states is judged in the profile, once for all instances that take it over.</remarks>
internal sealed class IncusLinker : ISiteLinker
{
    public Platform Platform => Platform.Incus;

    public void Link(Site site) =>
        NetworkSegments.CountNeighbours([.. site.All<NetworkInterface>().Where(static nic => nic.Network.IsKnown && nic.Machine is { IsProfile: false })]);
}
