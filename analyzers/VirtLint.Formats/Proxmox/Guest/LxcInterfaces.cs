using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds netN of a container.</summary>
internal static class LxcInterfaces
{
    public static readonly BindingTable<NetworkInterface> Table = GuestInterfaces.Rows(new(Platform.ProxmoxVe, "lxc/VMID.conf: netN", "pct.conf(5)"))
        .Row("hwaddr", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "net[n]");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        foreach (var (key, setting) in GuestInterfaces.Numbered(settings, "net"))
        {
            var scope = PropertyString.Parse(setting);
            var nic = context.Add(new NetworkInterface(key, context.Origin(setting.KeySpan), machine));
            Table.Bind(nic, scope, context);
            GuestInterfaces.Bind(nic, scope, context);
            nic.Addresses = GuestInterfaces.Addresses(scope, context);
        }
    }
}
