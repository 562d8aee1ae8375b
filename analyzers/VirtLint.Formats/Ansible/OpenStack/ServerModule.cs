using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Ansible.OpenStack;

/// <summary>Binds the servers of openstack.cloud.</summary>
internal static class ServerModule
{
    private const string Source = "openstack.cloud: server";

    public static readonly BindingTable<VirtualMachine> Server = GuestLabels.Declare(new BindingTable<VirtualMachine>(Platform.OpenStack, "Ansible: openstack.cloud.server", Source)
        .Computed("userdata", m => m.UserDataSecret, "a password or key in what the guest is given", source: "userdata")
        .Computed("auto_ip, floating_ips, floating_ip_pools", m => m.GetsPublicAddress, "'true'", "true", "auto_ip"));

    // plugins/modules/server.py: auto_ip defaults to true; the others name an address that somebody chose
    private static readonly string[] s_addresses = ["auto_ip", "auto_floating_ip", "public_ip", "floating_ips", "floating_ip_pools"];

    // plugins/modules/server.py: terminate_volume defaults to false
    public static readonly BindingTable<Disk> BootVolume = new BindingTable<Disk>(Platform.OpenStack, "Ansible: openstack.cloud.server boot_from_volume", Source)
        .Row("terminate_volume", (d, f) => d.OutlivesGuest = f, AnsibleWords.Opposite, whenAbsent: true, source: "terminate_volume");

    public static IEnumerable<IBindingTable> Tables => [Server, BootVolume];

    public static void Bind(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        var machine = context.Add(new VirtualMachine(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OpenStack });
        BindLabels(machine, node, context);
        if (s_addresses.All(key => node.Find(key) is null))
            machine.GetsPublicAddress = Facts.Default(context, true, node.Anchor, Source, "auto_ip");

        if (node.Find("userdata") is { } data)
        {
            machine.UserDataSecret = data.Unresolved is { } reason
                ? Fact<string>.Unresolved(context.Origin(data.ValueSpan), "", reason, data.Key)
                : UserData.SecretIn(data, UserData.IsBase64(data.Value), context) ?? Fact<string>.Absent;
        }

        // The volume is made of the image, for this guest alone.
        if (node.Find("boot_from_volume") is { Unresolved: null } boots && AnsibleWords.Flag.TryRead(boots.Value, out var isMade) && isMade)
        {
            var disk = context.Add(new Disk("boot volume", context.Origin(boots.KeySpan), machine));
            BootVolume.Bind(disk, node, context);
            disk.Use = Facts.Default(context, DiskUse.Disk, boots.KeySpan, Source);
        }
    }

    private static void BindLabels(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        var labels = ConfigLabels.Bind(machine, node, context);
        labels.AddServerLabels(node);

        // Or a text: key1=value1,key2=value2
        foreach (var pair in ArgumentFacts.Words(node.Find("metadata"), ','))
        {
            var equals = pair.Text.IndexOf('=');
            if (equals > 0)
                labels.Named(pair.Text.Substring(0, equals).Trim(), new Literal(pair.Text.Substring(equals + 1).Trim(), pair.Span));
        }
    }
}
