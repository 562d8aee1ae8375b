using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Guest;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>proxmox_virtual_environment_container</c> of the provider bpg/proxmox.</summary>
/// <remarks>Unlike the platform's own tools, the provider makes privileged containers unless told otherwise.</remarks>
internal static class ContainerResource
{
    private const string Source = "bpg/proxmox: proxmox_virtual_environment_container";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "proxmox_virtual_environment_container", Source)
        .Row("node_name", (m, f) => m.Host = f, Vocabulary.Text, source: "node_name")
        .Row("start_on_boot", (m, f) => m.StartsWithHost = f, TerraformWords.Flag, whenAbsent: true, source: "start_on_boot")
        .Row("protection", (m, f) => m.IsDeleteProtected = f, TerraformWords.Flag, whenAbsent: false, source: "protection")
        .Row("template", (m, f) => m.IsTemplate = f, TerraformWords.Flag, whenAbsent: false, source: "template")
        .Row("pool_id", (m, f) => m.Pool = f, Vocabulary.Text, source: "pool_id")
        .Row("unprivileged", (m, f) => m.IsPrivileged = f, TerraformWords.Opposite, whenAbsent: true, source: "unprivileged")
        .Row("features/nesting", (m, f) => m.IsNesting = f, TerraformWords.Flag, whenAbsent: false, source: "features.nesting")
        .Row("features/mknod", (m, f) => m.MayCreateDeviceNodes = f, TerraformWords.Flag, whenAbsent: false, source: "features.mknod")
        .Row("cpu/cores", (m, f) => m.MaxProcessors = f, Vocabulary.Integer, whenAbsent: 1, source: "cpu.cores")
        .Row("initialization/user_account/password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "initialization.user_account.password");

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.ProxmoxVe, "proxmox_virtual_environment_container", Source)
        .Row("console/type", (c, f) => c.Login = f, Vocabulary.Of(("tty", true), ("console", true), ("shell", false)), whenAbsent: true, source: "console.type");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.ProxmoxVe, "proxmox_virtual_environment_container: network_interface", Source)
        .Row("bridge", (n, f) => n.Network = f, Vocabulary.Text, whenAbsent: "vmbr0", source: "network_interface.bridge")
        .Row("firewall", (n, f) => n.Firewalled = f, TerraformWords.Flag, whenAbsent: false, source: "network_interface.firewall")
        .Row("enabled", (n, f) => n.Connected = f, TerraformWords.Flag, whenAbsent: true, source: "network_interface.enabled")
        .Row("mac_address", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "network_interface.mac_address");

    public static readonly BindingTable<SharedFolder> Mount = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "proxmox_virtual_environment_container: mount_point", Source)
        .Row("volume", (s, f) => s.HostPath = f, Vocabulary.Text, source: "mount_point.volume")
        .Row("read_only", (s, f) => s.IsReadOnly = f, TerraformWords.Flag, whenAbsent: false, source: "mount_point.read_only");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var machine = PveGuest.Add(resource, "initialization/hostname", isContainer: true);
        using (context.Partially(node.Node("clone") is not null))
        {
            Table.Bind(machine, node, context);
            machine.MaxMemory = ArgumentFacts.Mebibytes(Facts.Read(node, "memory/dedicated", Vocabulary.Integer, 512, $"{Source}: memory.dedicated", context));
            var console = context.Add(new RemoteConsole("terminal", machine.Origin, machine));
            console.Protocol = Fact.Default(ConsoleProtocol.Terminal, machine.Origin, Source);
            Console.Bind(console, node, context);
        }

        if (node.Find("features/mount") is { } mount && ArgumentFacts.Words(mount).ToList() is { Count: > 0 } systems)
            machine.MountableFileSystems = Fact.Stated(string.Join(";", systems.Select(static word => word.Text)), context.Origin(mount.ValueSpan), context.File.Text.ToString(mount.ValueSpan), "mount");

        PveGuest.BindLabels(machine, node, "initialization/hostname", context);
        PveGuest.BindSource(machine, node.Node("clone")?.Anchor, context);
        PveGuest.BindHook(machine, node, "hook_script_file_id", context);
        BindCards(machine, node, context);
        foreach (var point in node.Nodes("mount_point"))
        {
            if (point.Find("volume") is { } volume)
                PveGuest.BindMount(machine, point, volume, Mount, point.Find("path") is { Unresolved: null } path ? path.Value : "mount_point", context);
        }

        foreach (var device in node.Nodes("device_passthrough"))
        {
            if (device.Find("path") is { } path)
                PveGuest.AddDevice(machine, device, path, "device_passthrough", HostDeviceClass.Node, context);
        }
    }

    private static void BindCards(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var index = 0;
        foreach (var card in node.Nodes("network_interface"))
        {
            var nic = context.Add(new NetworkInterface(
                card.Find("name") is { Unresolved: null } name ? name.Value : $"net{index}", context.Origin(card.Anchor), machine));
            Card.Bind(nic, card, context);
            nic.Vlans = GuestVlans.Read(PveGuest.VlanOf(card, "vlan_id"), null, context);
            PveGuest.BindCard(machine, nic, card, context);
            if (node.Node("initialization")?.Nodes("ip_config").ElementAtOrDefault(index) is { } address)
                nic.Addresses = StaticAddresses.Of(address, context);

            index++;
        }
    }
}
