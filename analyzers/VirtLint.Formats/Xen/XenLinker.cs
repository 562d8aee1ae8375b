using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Xen;

/// <summary>Joins the adapters of a host's guests that are on one bridge.</summary>
internal sealed class XenLinker : ISiteLinker
{
    public Platform Platform => Platform.Xen;

    public void Link(Site site)
    {
        CountNeighbours(site);
        LinkBootloader(site);
        LinkIommu(site);
    }

    private static void CountNeighbours(Site site) => NetworkSegments.CountNeighbours([.. site.All<NetworkInterface>().Where(static nic => nic.Network.IsKnown)]);

    /// <summary>What xl.conf says holds for guests that say nothing. // xl.conf(5): bootloader_restrict</summary>
    private static void LinkBootloader(Site site)
    {
        if (site.All<Hypervisor>().FirstOrDefault(static host => host.RestrictsBootloader.IsStated || host.RestrictsBootloader.IsUnresolved) is not { } host)
            return;

        foreach (var machine in site.All<VirtualMachine>().Where(static machine => machine.HostParsesDisks.Is(true) && !machine.HostParsesDisks.Related.Any()))
        {
            if (host.RestrictsBootloader.Is(true))
                machine.HostParsesDisks = Fact.Default(false, machine.Origin, "xl.conf(5): bootloader_restrict").With(new RelatedPlace(host.RestrictsBootloader.Origin ?? host.Origin, "the host's own setting"));
            else if (host.RestrictsBootloader.IsUnresolved)
                machine.HostParsesDisks = Fact<bool>.Unresolved(machine.HostParsesDisks.Origin ?? machine.Origin, machine.HostParsesDisks.AsWritten, "template", machine.HostParsesDisks.Key);
        }
    }

    /// <summary>Without a device that goes to a guest, the IOMMU keeps nothing from anybody.</summary>
    private static void LinkIommu(Site site)
    {
        var device = site.All<HostDevice>().FirstOrDefault(static device => device.Class.Is(HostDeviceClass.Pci));
        foreach (var host in site.All<Hypervisor>().Where(static host => host.UsesIommu.IsStated || host.RemapsInterrupts.IsStated))
        {
            host.UsesIommu = device is null ? Fact<bool>.Absent : Tie(host.UsesIommu, device);
            host.RemapsInterrupts = device is null ? Fact<bool>.Absent : Tie(host.RemapsInterrupts, device);
        }
    }

    private static Fact<bool> Tie(Fact<bool> fact, HostDevice device) => fact.IsStated ? fact.With(new RelatedPlace(device.Origin, "a device that goes to a guest")) : fact;
}
