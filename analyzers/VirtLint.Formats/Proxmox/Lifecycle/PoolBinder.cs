using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Binds the pools of <c>user.cfg</c> with their guests.</summary>
internal static class PoolBinder
{
    public static readonly BindingTable<GuestGroup> Table = new BindingTable<GuestGroup>(Platform.ProxmoxVe, "user.cfg: pool", "pveum.adoc")
        .Computed("poolid", g => g.Joins, "a record", source: "Resource Pools");

    public static void Bind(UserConfigTree tree, BindingContext context)
    {
        foreach (var record in tree.Records)
        {
            if (record.Kind != "pool")
                continue;

            // pool:<id>:<comment>:<vmids>:<stores>:
            var id = record.Field(0);
            var guests = record.Field(2);
            var pool = context.Add(new GuestGroup(
                id.Text, context.Origin(id.Span), PveLists.Split(guests.Text, guests.Span.Start).Select(static guest => guest.Text)));
            pool.Joins = Fact.Stated(GuestGroupKind.Pool, pool.Origin, id.Text);
        }
    }
}
