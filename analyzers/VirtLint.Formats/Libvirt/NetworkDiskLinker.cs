using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt;

/// <summary>Gives network disks that say nothing of TLS what the host's qemu.conf says: <c>nbd_tls</c>.</summary>
internal sealed class NetworkDiskLinker : ISiteLinker
{
    public Platform Platform => Platform.Libvirt;

    public void Link(Site site)
    {
        if (site.All<Hypervisor>().FirstOrDefault(static host => host.NetworkDiskProtection.State is not FactState.Absent) is not { } host)
            return;

        var setting = host.NetworkDiskProtection;
        foreach (var disk in site.All<Disk>())
        {
            if (!disk.Protocol.Is(StorageProtocol.Nbd) || disk.TransitProtection.State is not FactState.Default)
                continue;

            disk.TransitProtection = setting.Is(LinkProtection.None) && setting.Origin is { } origin
                ? disk.TransitProtection.With(new RelatedPlace(origin, "the host does not ask for TLS either"))
                : setting;
        }
    }
}
