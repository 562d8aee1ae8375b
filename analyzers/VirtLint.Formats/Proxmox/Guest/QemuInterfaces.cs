using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds netN and ipconfigN of a virtual machine.</summary>
internal static class QemuInterfaces
{
    private const string Source = "qm.conf(5)";

    public static readonly BindingTable<NetworkInterface> Table = GuestInterfaces.Rows(new(Platform.ProxmoxVe, "qemu-server/VMID.conf: netN", Source));

    /// <summary>Each of these keys states the adapter's model, and its hardware address by its value. // qemu-server, Network.pm: $nic_model_list</summary>
    private static readonly string[] s_models =
    [
        "virtio", "e1000", "e1000e", "e1000-82540em", "e1000-82544gc", "e1000-82545em", "vmxnet3", "rtl8139", "i82551", "i82557b", "i82559er",
        "ne2k_isa", "ne2k_pci", "pcnet",
    ];

    /// <summary>What several keys or files decide.</summary>
    public static readonly BindingTable<NetworkInterface> Joined = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "qemu-server/VMID.conf, lxc/VMID.conf: netN", "qm.conf(5), pct.conf(5)")
        .Computed(
            "bridge", n => n.Attachment,
            "text; a VNet's name makes it a network",
            whenAbsent: "user-mode NAT, of a virtual machine",
            source: "net[n]",
            decidedBy: "sdn/vnets.cfg")
        .Computed("tag, trunks", n => n.Vlans, "a number; numbers and ranges between semicolons", source: "net[n]", decidedBy: "sdn/vnets.cfg: tag")
        .Computed("mtu", n => n.Mtu, "a number; 1 stands for the bridge's", source: "net[n]")
        .Computed("bridge", n => n.UnlimitedVlans, "a bridge that passes every VLAN", source: "net[n]", decidedBy: "network/interfaces: bridge-vlan-aware")
        .Computed(
            "firewall", n => n.FirewallEffective,
            "the flag, where the guest's and the cluster's firewall are on",
            source: "net[n]",
            decidedBy: "firewall/VMID.fw, firewall/cluster.fw: enable")
        .Computed("bridge", n => n.Isolated, "a VNet whose ports are isolated", source: "pvesdn(7): VNets", decidedBy: "sdn/vnets.cfg: isolate-ports");

    public static readonly BindingTable<NetworkInterface> Addresses = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "qemu-server/VMID.conf: netN", Source)
        .Computed("virtio, e1000, vmxnet3 …, macaddr", n => n.Mac, "a hardware address such as '52:54:00:12:34:56'", source: "net[n]");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        foreach (var (key, setting) in GuestInterfaces.Numbered(settings, "net"))
        {
            var scope = PropertyString.Parse(setting, "model");
            var nic = context.Add(new NetworkInterface(key, context.Origin(setting.KeySpan), machine));
            Table.Bind(nic, scope, context);
            GuestInterfaces.Bind(nic, scope, context);
            nic.Mac = Mac(scope, context);

            // qm.conf(5), net[n]: "If you do not specify a bridge, we create a kvm user (NATed) network device".
            if (nic.Network.State is FactState.Absent)
                nic.Attachment = Fact.Default(NetworkAttachment.UserMode, context.Origin(setting.KeySpan), $"{Source}: net[n]", "bridge");

            if (settings.Find("ipconfig" + key.Substring("net".Length)) is { } address)
                nic.Addresses = GuestInterfaces.Addresses(PropertyString.Parse(address), context);
        }
    }

    private static Fact<string> Mac(PropertyString scope, BindingContext context)
    {
        foreach (var setting in scope.Settings)
        {
            if (setting.Value.Length > 0 && (setting.Key == "macaddr" || Array.IndexOf(s_models, setting.Key) >= 0))
                return Facts.Read(scope, setting, setting.Key, MacAddress.Vocabulary, context);
        }

        return Fact<string>.Absent;
    }
}

/// <summary>What the adapters of virtual machines and of containers have in common.</summary>
internal static class GuestInterfaces
{
    public static BindingTable<NetworkInterface> Rows(BindingTable<NetworkInterface> table) => table
        .Row("bridge", (n, f) => n.Network = f, Vocabulary.Text, source: "net[n]")
        .Row("firewall", (n, f) => n.Firewalled = f, Vocabulary.PveBoolean, whenAbsent: false, source: "net[n]")
        .Row("link_down", (n, f) => n.Connected = f, Vocabulary.PveOpposite, whenAbsent: true, source: "net[n]");

    public static void Bind(NetworkInterface nic, PropertyString scope, BindingContext context)
    {
        nic.Vlans = GuestVlans.Read(scope, context);
        if (nic.Network.State is not FactState.Absent)
            nic.Attachment = nic.Network.Select(static _ => NetworkAttachment.Bridge);

        // qm.conf(5), net[n]: "mtu": 1 stands for the bridge's.
        if (scope.Find("mtu") is { } mtu && mtu.Value != "1")
            nic.Mtu = Facts.Read(scope, mtu, "mtu", Vocabulary.Integer, context);
    }

    public static IEnumerable<(string Key, Setting Setting)> Numbered(PveSection settings, string prefix) => settings.Settings
        .Where(setting => NumberedKey.Is(setting.Key, prefix))
        .GroupBy(static setting => setting.Key)
        .Select(static group => (group.Key, group.Last()));

    /// <summary>The static addresses; <c>dhcp</c>, <c>auto</c> and <c>manual</c> are none.</summary>
    public static IReadOnlyList<Fact<string>> Addresses(PropertyString scope, BindingContext context)
    {
        var addresses = new List<Fact<string>>();
        foreach (var key in (string[])["ip", "ip6"])
        {
            if (scope.Find(key) is not { } setting || setting.Value is "dhcp" or "auto" or "manual" || TemplateMarks.Contains(setting.Value))
                continue;

            var slash = setting.Value.IndexOf('/');
            var address = slash < 0 ? setting.Value : setting.Value.Substring(0, slash);
            addresses.Add(Fact.Stated(address.ToLowerInvariant(), context.Origin(setting.ValueSpan), setting.Value, key));
        }

        return addresses;
    }
}
