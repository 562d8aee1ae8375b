using System.Linq;
using VirtLint.Formats.Libvirt.Host;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt;

/// <summary>Joins guests to the driver settings of their host, and lets those decide what a guest leaves open.</summary>
/// <remarks>libvirt, qemu.conf: security_driver, security_default_confined; lxc.conf has the same two.</remarks>
internal sealed class GuestHosts : ISiteLinker
{
    public Platform Platform => Platform.Libvirt;

    public void Link(Site site)
    {
        var qemu = Only(site, QemuConfFormat.FormatId);
        var lxc = Only(site, LxcConfFormat.FormatId);
        foreach (var machine in site.All<VirtualMachine>())
        {
            machine.Driver = machine.IsContainer.Is(true) ? lxc : qemu;
            if (machine.Driver is { } host && machine.Confinement.State is FactState.Absent)
                machine.Confinement = FromHost(machine, host);
        }
    }

    /// <summary>The driver's settings in the site; null when there are none, or those of several hosts.</summary>
    private static Hypervisor? Only(Site site, string format)
    {
        var files = site.Files.Where(file => file.Format == format).Take(2).ToList();
        return files.Count == 1 ? files[0].Entities.OfType<Hypervisor>().FirstOrDefault() : null;
    }

    private static Fact<GuestConfinement> FromHost(VirtualMachine machine, Hypervisor host)
    {
        var isOff = host.SecurityDriver.Is(SecurityDriver.None);
        if (!isOff && !host.ConfinesByDefault.Is(false))
            return Fact<GuestConfinement>.Absent;

        Fact decisive = isOff ? host.SecurityDriver : host.ConfinesByDefault;
        return Fact.Default(GuestConfinement.None, machine.Origin, $"{host.Name}: {decisive.Key}")
            .With(new RelatedPlace(decisive.Origin ?? host.Origin, $"'{decisive.Key}' decides for guests that say nothing"));
    }
}
