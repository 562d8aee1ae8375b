using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Network;
using VirtLint.Formats.Proxmox;
using VirtLint.Formats.Proxmox.Firewall;
using VirtLint.Formats.Proxmox.Lifecycle;
using VirtLint.Formats.Proxmox.Network;
using VirtLint.Formats.Terraform.Nutanix;
using VirtLint.Formats.Terraform.Proxmox;
using VirtLint.Formats.Vmware;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform;

/// <summary>A resource with the entities that its binder made of it, the one that stands for it first.</summary>
internal sealed record BoundResource(TerraformResource Resource, IReadOnlyList<Entity> Entities);

/// <summary>Joins the resources of one configuration: what one of them is to another stands in references, not in files of a host.</summary>
internal sealed class TerraformLinker
{
    private readonly IReadOnlyList<BoundResource> _resources;
    private readonly Dictionary<string, BoundResource> _byAddress = new(StringComparer.Ordinal);
    private readonly ILookup<string, BoundResource> _byBlock;

    public TerraformLinker(IReadOnlyList<BoundResource> resources)
    {
        _resources = resources;
        foreach (var resource in resources)
            _byAddress[resource.Resource.Address] = resource;

        _byBlock = resources.ToLookup(static resource => TerraformPlan.BlockOf(resource.Resource.Address), StringComparer.Ordinal);
    }

    public void Link()
    {
        foreach (var bound in _resources)
        {
            switch (bound.Resource.Type)
            {
                case "libvirt_domain":
                    LinkDomain(bound);
                    break;
                case "nutanix_virtual_machine_v2":
                    LinkContainers(bound);
                    break;
                case "vsphere_virtual_machine":
                    LinkMachine(bound);
                    break;
                case "vsphere_host_port_group":
                    LinkGroup(bound);
                    break;
                case "vsphere_entity_permissions":
                    LinkRoles(bound);
                    break;
                case "proxmox_virtual_environment_vm":
                    LinkUserData(bound, bound.Resource.Node.Node("initialization")?.ReferenceIn("user_data_file_id"), "source_raw/data");
                    break;
                case "proxmox_virtual_environment_firewall_options":
                    LinkGuestFirewall(bound);
                    break;
            }
        }

        LinkNeighbours();
        LinkPveNetwork();
        LinkPveCluster();
        LinkAliases();
        LinkFirewall();
        LinkMigration();
    }

    /// <summary>Adapters that guests migrate over, and the port groups of the same host. Which host that is, its reference or identifier tells.</summary>
    private void LinkMigration()
    {
        foreach (var host in _resources.Where(static resource => resource.Resource.Type is "vsphere_vnic" or "vsphere_host_port_group").GroupBy(static resource => HostOf(resource.Resource)))
        {
            if (host.Key is null)
                continue;

            var groups = host.SelectMany(static resource => resource.Entities).OfType<PortGroup>().ToList();
            var adapters = new List<MigrationAdapter>();
            foreach (var adapter in host.Where(static resource => resource.Resource.Type == "vsphere_vnic"))
            {
                var group = adapter.Resource.Node.ReferenceIn("portgroup") is { } reference ? GroupOf(reference)
                    : adapter.Resource.Node.Find("portgroup") is { Unresolved: null } name ? Named<PortGroup>(name.Value)
                    : null;
                if (group is not null && adapter.Entities.OfType<MigrationPolicy>().FirstOrDefault() is { } policy)
                    adapters.Add(new(policy, group));
            }

            MigrationNetworks.Join(adapters, groups);
        }
    }

    private static string? HostOf(TerraformResource resource)
    {
        var key = resource.Type == "vsphere_vnic" ? "host" : "host_system_id";
        return resource.Node.ReferenceIn(key) ?? (resource.Node.Find(key) is { Unresolved: null } id ? id.Value : null);
    }

    private IEnumerable<TEntity> All<TEntity>() where TEntity : Entity => _resources.SelectMany(static resource => resource.Entities).OfType<TEntity>();

    /// <summary>Who else is on a port's network matters where the port can have a filter: not up to 0.8 of libvirt's provider, nor elsewhere.</summary>
    private void LinkNeighbours()
    {
        var domains = _resources.Where(static resource => resource.Resource.Type == "libvirt_domain" && resource.Resource.Node.Node("devices") is not null);
        var nics = domains.SelectMany(static domain => domain.Entities).OfType<NetworkInterface>().Where(static nic => nic.Network.IsKnown).ToList();
        NetworkSegments.CountNeighbours(nics);
        NetworkSegments.FindUnlimitedPorts(nics.Where(static nic => nic.OnOpenVSwitch.Is(true)));
    }

    /// <summary>Puts the adapters of Proxmox VE on the VNets and bridges of the configuration.</summary>
    private void LinkPveNetwork()
    {
        HostNetworkResources.Link(_resources);
        var nics = All<NetworkInterface>().Where(static nic => nic.DeployedTo is Platform.ProxmoxVe && nic.Network.IsKnown).ToList();
        var vnets = All<PortGroup>().Where(static group => group.DeployedTo is Platform.ProxmoxVe).ToLookup(static group => group.Name, StringComparer.Ordinal);
        var switches = All<VirtualSwitch>().Where(static network => network.DeployedTo is Platform.ProxmoxVe).ToLookup(static network => (network.Host, network.Name));
        foreach (var nic in nics)
        {
            if (vnets[nic.Network.Value].FirstOrDefault() is { } vnet)
                PveNetworkLinker.Join(nic, vnet, vnet.SwitchName.IsKnown ? switches[("", vnet.SwitchName.Value)].FirstOrDefault() : null);
            else if (nic.Machine is { Host.IsKnown: true } guest)
                nic.Switch = switches[(guest.Host.Value, nic.Network.Value)].FirstOrDefault();
        }

        PveNetworkLinker.FindUnlimited(nics);
    }

    private void LinkPveCluster()
    {
        var options = _resources.Where(static bound => bound.Resource.Type is "proxmox_cluster_options" or "proxmox_virtual_environment_cluster_options").SelectMany(static bound => bound.Entities.OfType<MigrationPolicy>()).Take(2).ToList();
        if (options.Count == 1)
            ClusterLinker.LinkReplication(options[0], All<MigrationPolicy>());

        var stores = All<ImageStore>().Where(static store => store.DeployedTo is Platform.ProxmoxVe).GroupBy(static store => store.Name, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);
        foreach (var job in All<BackupJob>().Where(static job => job.DeployedTo is Platform.ProxmoxVe))
            BackupLinker.LinkRetention(job, stores);

        DirectoryMappings.Link(
            [.. All<SharedFolder>().Where(static folder => folder.DeployedTo is Platform.ProxmoxVe)],
            static folder => folder.Owner is VirtualMachine { Host.IsKnown: true } guest ? guest.Host.Value : "");
    }

    /// <summary>Tells rules the addresses behind the cluster's aliases, guests the filters that their own sets switch on, and groups their users.</summary>
    private void LinkAliases()
    {
        var aliases = new Dictionary<string, (TerraformResource Resource, Setting Address)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (resource, _) in _resources.Where(static bound => bound.Resource.Type == "proxmox_virtual_environment_firewall_alias"))
        {
            if (resource.Node.Find("vm_id") is null && resource.Node.Find("container_id") is null && resource.Node.Find("name") is { Unresolved: null } name && resource.Node.Find("cidr") is { Unresolved: null } address)
                aliases[name.Value] = (resource, address);
        }

        var rules = All<FirewallRule>().ToList();
        foreach (var rule in rules)
        {
            if (rule.Source is { IsUnresolved: true, Source: FirewallResources.AnAlias, Origin: { } place, AsWritten: var written } && aliases.TryGetValue(written.Substring(written.LastIndexOf('/') + 1), out var alias))
            {
                rule.Source = Fact.Stated(TrafficSource.Of(alias.Address.Value), place, written, "source")
                    .With(new(alias.Resource.Context.Origin(alias.Address.ValueSpan), $"'{written}' is {alias.Address.Value}"));
            }
        }

        foreach (var (set, _) in _resources.Where(static bound => bound.Resource.Type == "proxmox_virtual_environment_firewall_ipset"))
        {
            if (set.Node.Find("name") is { Unresolved: null } name && name.Value.StartsWith("ipfilter-net", StringComparison.OrdinalIgnoreCase))
                FilterGuest(set, name);
        }

        FirewallLinker.LinkGroups(rules, [.. All<FirewallPolicy>()]);
        LowerGroups(rules);
    }

    /// <summary>A group that only guests use lets nobody reach a host.</summary>
    private void LowerGroups(IReadOnlyList<FirewallRule> rules)
    {
        var users = All<FirewallPolicy>().SelectMany(static policy => policy.UsedGroups.Select(group => (Group: group, policy.Level))).ToLookup(static use => use.Group, static use => use.Level, StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules)
        {
            if (rule is { Group.Length: > 0, Policy: { } policy } && users[rule.Group].Any() && users[rule.Group].All(static level => level is FirewallLevel.Guest))
                policy.Level = FirewallLevel.Guest;
        }
    }

    /// <summary>A set of the adapter's own switches the filter on too. // pve-firewall, Firewall.pm: generate_tap_rules_direction</summary>
    private void FilterGuest(TerraformResource set, Setting name)
    {
        foreach (var (options, entities) in _resources.Where(static bound => bound.Resource.Type == "proxmox_virtual_environment_firewall_options"))
        {
            if (GuestOf(options) is { } guest && guest == GuestOf(set) && entities.OfType<FirewallPolicy>().FirstOrDefault() is { } policy)
                policy.FiltersAddress = Fact.Stated(true, set.Context.Origin(name.ValueSpan), name.Value, "name");
        }
    }

    /// <summary>Whose firewall a resource is of: a number, or a reference to a guest.</summary>
    private static string? GuestOf(TerraformResource resource)
    {
        var key = resource.Node.States("vm_id") ? "vm_id" : "container_id";
        return resource.Node.ReferenceIn(key) ?? (resource.Node.Find(key) is { Unresolved: null } number ? number.Value : null);
    }

    private void LinkDomain(BoundResource domain)
    {
        LinkUserData(domain, domain.Resource.Node.ReferenceIn("cloudinit"), "user_data");
        var cards = domain.Resource.Node.Nodes("network_interface");
        var nics = domain.Entities.OfType<NetworkInterface>().ToList();
        for (var i = 0; i < nics.Count; i++)
        {
            var nic = nics[i];
            var network = cards.Count == nics.Count && cards[i].ReferenceIn("network_id") is { } reference ? EntityOf<VirtualSwitch>(reference)
                : nic.Attachment.Is(NetworkAttachment.Network) && nic.Network.IsKnown ? Named<VirtualSwitch>(nic.Network.Value)
                : null;
            if (network is null)
                continue;

            if (nic.Network.State is FactState.Absent)
                nic.Network = nic.Attachment.Select(_ => network.Name).With(new(network.Origin, "the network is made here"));

            LibvirtNetworkLinker.Join(nic, network);
        }
    }

    /// <summary>The containers that a guest's disks lie in.</summary>
    private void LinkContainers(BoundResource guest)
    {
        foreach (var (drive, disk) in NutanixResources.DrivesOf(guest.Resource.Node).Zip(guest.Entities.OfType<Disk>(), static (drive, disk) => (drive, disk)))
        {
            if (drive.Node("storage_container") is { } container && container.ReferenceIn("ext_id") is { } reference && container.Find("ext_id") is { } id && EntityOf<ImageStore>(reference) is { } store)
                disk.Store = Fact.Stated(store.Name, new Origin(disk.Origin.File, id.ValueSpan), id.Value, "ext_id").With(new(store.Origin, "the container is made here"));
        }
    }

    private void LinkMachine(BoundResource machine)
    {
        var cards = machine.Resource.Node.Nodes("network_interface");
        var nics = machine.Entities.OfType<NetworkInterface>().ToList();
        if (cards.Count != nics.Count)
            return;

        for (var i = 0; i < nics.Count; i++)
        {
            if (cards[i].ReferenceIn("network_id") is not { } reference || cards[i].Find("network_id") is not { } id || GroupOf(reference) is not { } group)
                continue;

            var nic = nics[i];
            nic.PortGroup = group;
            if (nic.Network.State is FactState.Absent)
            {
                nic.Network = Fact.Stated(group.Name, new Origin(nic.Origin.File, id.ValueSpan), id.Value, "network_id").With(new(group.Origin, "the port group is made here"));
                nic.Attachment = nic.Network.Select(static _ => NetworkAttachment.Network);
            }

            if (nic.Vlans.State is FactState.Absent)
                nic.Vlans = group.Vlans;
        }
    }

    /// <summary>The switch of a port group, by the reference to the one that the configuration makes.</summary>
    private void LinkGroup(BoundResource bound)
    {
        if (bound.Entities.OfType<PortGroup>().FirstOrDefault() is { SwitchName: { IsUnresolved: true, Origin: { } place } written } group
            && bound.Resource.Node.ReferenceIn("virtual_switch_name") is { } reference && EntityOf<VirtualSwitch>(reference) is { } network)
        {
            group.SwitchName = Fact.Stated(network.Name, place, written.AsWritten, "virtual_switch_name");
        }
    }

    /// <summary>The port group that a reference names, by itself or by a look-up of its name.</summary>
    private PortGroup? GroupOf(string reference) => Find(reference) is not { } target ? null
        : target.Entities.OfType<PortGroup>().FirstOrDefault() is { } made ? made
        : target.Resource.Node.Find("name") is { Unresolved: null } name ? Named<PortGroup>(name.Value)
        : null;

    /// <summary>A role that somebody is given is in use.</summary>
    private void LinkRoles(BoundResource permissions)
    {
        foreach (var permission in permissions.Resource.Node.Nodes("permissions"))
        {
            if (permission.ReferenceIn("role_id") is { } reference && EntityOf<AccessRole>(reference) is { } role && permission.Find("user_or_group") is { } holder)
                role.Holder = ArgumentFacts.Of(permission, holder, static name => name, permissions.Resource.Context);
        }
    }

    /// <summary>What cloud-init is told of a guest stands in a resource of its own.</summary>
    private void LinkUserData(BoundResource guest, string? reference, string key)
    {
        if (reference is null || guest.Entities.OfType<VirtualMachine>().FirstOrDefault() is not { } machine || Find(reference) is not { } data
            || data.Resource.Node.Find(key) is not { Unresolved: null } setting)
        {
            return;
        }

        var file = data.Resource.Context.File;
        machine.FirstBootPackages = UserData.PackagesIn(setting, isEncoded: false, file);
        if (CloudInitSecret.In(setting.Value) is not { } secret)
            return;

        var at = file.Text.ToString(setting.ValueSpan).IndexOf(secret, StringComparison.Ordinal);
        var span = at < 0 ? setting.ValueSpan : new TextSpan(setting.ValueSpan.Start + at, secret.Length);
        var fact = Fact.Stated(secret, new Origin(file, span), secret, setting.Key);
        machine.UserDataSecret = (data.Resource.Node.SourceOf(setting) is { } place ? fact.With(place) : fact).Masked();
    }

    private void LinkGuestFirewall(BoundResource options)
    {
        var node = options.Resource.Node;
        if (options.Entities.OfType<FirewallPolicy>().FirstOrDefault() is { } policy
            && (node.ReferenceIn("vm_id") ?? node.ReferenceIn("container_id")) is { } reference
            && EntityOf<VirtualMachine>(reference) is { } machine)
        {
            policy.Machine = machine;
        }
    }

    /// <summary>Whether the adapters of guests are filtered, where the configuration has the switches of all levels.</summary>
    private void LinkFirewall()
    {
        var policies = All<FirewallPolicy>().ToList();
        var cluster = policies.Where(static policy => policy.Level is FirewallLevel.Cluster && policy.Enabled.State is not FactState.Absent).Take(2).ToList();
        var guests = new Dictionary<Entity, FirewallPolicy>();
        foreach (var policy in policies)
        {
            if (policy is { Level: FirewallLevel.Guest, Machine: { } machine } && policy.Enabled.State is not FactState.Absent)
                guests[machine] = policy;
        }

        var nics = guests.Keys.SelectMany(machine => All<NetworkInterface>().Where(nic => ReferenceEquals(nic.Owner, machine))).ToList();
        PveNetworkLinker.LinkFirewall(nics, cluster.Count == 1 ? cluster[0] : null, guest => guests.TryGetValue(guest, out var policy) ? policy : null);
    }

    private TEntity? EntityOf<TEntity>(string reference) where TEntity : Entity => Find(reference)?.Entities.OfType<TEntity>().FirstOrDefault();

    /// <summary>The only entity of a name: of two, it is not known which is meant.</summary>
    private TEntity? Named<TEntity>(string name) where TEntity : Entity
    {
        var found = All<TEntity>().Where(entity => entity.Name == name).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The resource of a reference to an argument of it; where the reference does not tell which instance, the only one of its block.</summary>
    private BoundResource? Find(string reference)
    {
        var owner = OwnerOf(reference);
        if (_byAddress.TryGetValue(owner, out var exact))
            return exact;

        var all = _byBlock[TerraformPlan.BlockOf(owner)].Take(2).ToList();
        return all.Count == 1 ? all[0] : null;
    }

    /// <summary>The resource in a reference: <c>module.a.type.name["key"]</c> of <c>module.a.type.name["key"].id</c>.</summary>
    private static string OwnerOf(string reference)
    {
        var last = reference.LastIndexOf('.');
        return last > reference.LastIndexOf(']') || last < 0 ? reference.Substring(0, Math.Max(last, 0)) : TerraformPlan.BlockOf(reference).LastIndexOf('.') is > 0 and var dot
            ? TerraformPlan.BlockOf(reference).Substring(0, dot)
            : "";
    }
}
