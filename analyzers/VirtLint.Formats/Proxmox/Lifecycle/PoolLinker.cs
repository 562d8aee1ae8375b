using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Tells each guest the pool that holds it.</summary>
internal sealed class PoolLinker : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        var pools = site.All<GuestGroup>().Where(static group => group.Joins.Is(GuestGroupKind.Pool)).ToList();
        if (pools.Count == 0)
            return;

        foreach (var machine in site.All<VirtualMachine>())
        {
            if (pools.FirstOrDefault(pool => pool.Has(machine)) is { } pool)
                machine.Pool = Fact.Stated(pool.Name, machine.Origin, pool.Name).With(new(pool.Origin, $"pool '{pool.Name}' holds it"));
        }
    }
}
