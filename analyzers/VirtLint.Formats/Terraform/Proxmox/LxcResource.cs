using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>proxmox_lxc</c> of the provider Telmate/proxmox: docs/resources/lxc.md.</summary>
/// <remarks>Unlike the platform's own tools, the provider makes privileged containers unless told otherwise.</remarks>
internal static class LxcResource
{
    private const string Source = "Telmate/proxmox: proxmox_lxc";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_lxc", Source)
        .Row("target_node", (m, f) => m.Host = f, Vocabulary.Text, source: "target_node")
        .Row("onboot", (m, f) => m.StartsWithHost = f, TerraformWords.Flag, whenAbsent: false, source: "onboot")
        .Row("protection", (m, f) => m.IsDeleteProtected = f, TerraformWords.Flag, whenAbsent: false, source: "protection")
        .Row("template", (m, f) => m.IsTemplate = f, TerraformWords.Flag, source: "template")
        .Row("pool", (m, f) => m.Pool = f, Vocabulary.Text, source: "pool")
        .Row("unprivileged", (m, f) => m.IsPrivileged = f, TerraformWords.Opposite, whenAbsent: true, source: "unprivileged")
        .Row("features/nesting", (m, f) => m.IsNesting = f, TerraformWords.Flag, source: "features.nesting")
        .Row("features/mount", (m, f) => m.MountableFileSystems = f, Vocabulary.Text, source: "features.mount")
        .Row("cores", (m, f) => m.MaxProcessors = f, Vocabulary.Integer, source: "cores")
        .Row("password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.ProxmoxVe, "proxmox_lxc", Source)
        .Row("cmode", (c, f) => c.Login = f, Vocabulary.Of(("tty", true), ("console", true), ("shell", false)), whenAbsent: true, source: "cmode");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "proxmox_lxc: network", Source)
        .Row("bridge", (n, f) => n.Network = f, Vocabulary.Text, source: "network.bridge")
        .Row("firewall", (n, f) => n.Firewalled = f, TerraformWords.Flag, whenAbsent: false, source: "network.firewall")
        .Row("hwaddr", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "network.hwaddr");

    public static readonly BindingTable<SharedFolder> Mount = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "proxmox_lxc: mountpoint", Source)
        .Row("volume", (s, f) => s.HostPath = f, Vocabulary.Text, source: "mountpoint.volume");

    public static readonly BindingTable<SharedFolder> Directory = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "proxmox_lxc: mountpoint", Source)
        .Row("storage", (s, f) => s.HostPath = f, Vocabulary.Text, source: "mountpoint.storage");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var machine = PveGuest.Add(resource, "hostname", isContainer: true);
        using (context.Partially(node.Find("clone") is not null))
        {
            Table.Bind(machine, node, context);
            machine.MaxMemory = ArgumentFacts.Mebibytes(Facts.Read(node, "memory", Vocabulary.Integer, null, $"{Source}: memory", context));
            var console = context.Add(new RemoteConsole("terminal", machine.Origin, machine));
            console.Protocol = Fact.Default(ConsoleProtocol.Terminal, machine.Origin, Source);
            Console.Bind(console, node, context);
        }

        PveGuest.BindLabels(machine, node, "hostname", context);
        PveGuest.BindSource(machine, node.Find("clone")?.KeySpan, context);
        PveGuest.BindHook(machine, node, "hookscript", context);
        PveGuest.BindAvailability(machine, node, context);
        foreach (var card in node.Nodes("network"))
        {
            var nic = context.Add(new NetworkInterface(card.Find("name") is { Unresolved: null } name ? name.Value : "network", context.Origin(card.Anchor), machine));
            Card.Bind(nic, card, context);
            nic.Vlans = GuestVlans.Read(PveGuest.VlanOf(card, "tag"), null, context);
            PveGuest.BindCard(machine, nic, card, context);
            var addresses = new List<Fact<string>>();
            foreach (var key in (string[])["ip", "ip6"])
            {
                if (card.Find(key) is { Unresolved: null } address)
                    StaticAddresses.Add(addresses, address, context);
            }

            nic.Addresses = addresses;
        }

        foreach (var point in node.Nodes("mountpoint"))
        {
            // Either key may hold a directory of the host: "volume" in examples of the provider, "storage" by its reference.
            if ((point.Find("volume") ?? point.Find("storage")) is { } volume)
                PveGuest.BindMount(machine, point, volume, volume.Key == "volume" ? Mount : Directory, point.Find("mp") is { Unresolved: null } path ? path.Value : "mountpoint", context);
        }
    }
}
