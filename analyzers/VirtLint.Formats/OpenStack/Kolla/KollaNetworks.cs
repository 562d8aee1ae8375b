using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Kolla;

/// <summary>Which adapters of the hosts carry management, migration and the guests' networks.</summary>
// kolla-ansible, ansible/group_vars/all: common.yml, nova.yml, openvswitch.yml, neutron.yml
internal static class KollaNetworks
{
    private const string Source = "kolla-ansible: group_vars/all";

    private static readonly string[] s_adapters = ["network_interface", "api_interface", "tunnel_interface", "migration_interface", "storage_interface", "kolla_external_vip_interface", "octavia_network_interface"];

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.OpenStack, "globals.yml: networks", Source)
        .Computed("migration_interface, api_interface, network_interface", p => p.SharesManagementNetwork, "the same adapter", "'api_interface', on hosts with several")
        .Computed("migration_interface, tunnel_interface, neutron_external_interface", p => p.SharesGuestNetwork, "the same adapter");

    public static readonly BindingTable<VirtualSwitch> Overlay = new BindingTable<VirtualSwitch>(Platform.OpenStack, "globals.yml: networks", Source)
        .Computed("tunnel_interface, api_interface, network_interface", s => s.SharesManagementNetwork, "the same adapter");

    public static readonly BindingTable<FirewallPolicy> Groups = new BindingTable<FirewallPolicy>(Platform.OpenStack, "globals.yml: security groups", Source)
        .Row("enable_neutron_packet_logging", (f, v) => f.LogsDropped = v, Oslo.Boolean, source: "neutron.yml: enable_neutron_packet_logging")
        .Computed("(file)", f => f.InForce, "always");

    public static void Bind(YamlMapping variables, BindingContext context)
    {
        BindGroups(variables, context);
        if ((Known(variables, "api_interface") ?? Known(variables, "network_interface")) is not { } management)
            return;

        var tunnel = Known(variables, "tunnel_interface");
        var isOneOfSeveral = s_adapters.Select(key => Known(variables, key)?.Value).Where(static name => name is not null).Distinct(StringComparer.Ordinal).Skip(1).Any();
        if (tunnel is not null && isOneOfSeveral && tunnel.Value == management.Value)
        {
            var overlay = context.Add(new VirtualSwitch("tenant networks", context.Origin(tunnel.KeySpan)));
            overlay.SharesManagementNetwork = Same(tunnel, management, "the hosts are managed by this adapter", context);
        }

        BindMigration(variables, management, tunnel, isOneOfSeveral, context);
    }

    private static void BindMigration(YamlMapping variables, Setting management, Setting? tunnel, bool isOneOfSeveral, BindingContext context)
    {
        var migration = Known(variables, "migration_interface");
        if (migration is null ? variables.Find("migration_interface") is not null || !isOneOfSeveral : false)
            return;

        var policy = context.Add(new MigrationPolicy("nova-compute", context.Origin((migration ?? management).KeySpan)));
        if (migration is null)
            policy.SharesManagementNetwork = Facts.Default(context, true, management.KeySpan, Source, "migration_interface");
        else if (migration.Value == management.Value)
            policy.SharesManagementNetwork = Same(migration, management, "the hosts are managed by this adapter", context);
        else if (tunnel is not null && tunnel.Value == migration.Value)
            policy.SharesGuestNetwork = Same(migration, tunnel, "guests' networks leave the hosts by this adapter", context);
        else if (Known(variables, "neutron_external_interface") is { } outside && Oslo.List(outside.Value).Contains(migration.Value))
            policy.SharesGuestNetwork = Same(migration, outside, "guests reach the outside by this adapter", context);
    }

    private static void BindGroups(YamlMapping variables, BindingContext context)
    {
        if (variables.Find("enable_neutron_packet_logging") is not { } logging)
            return;

        var groups = context.Add(new FirewallPolicy("security groups", context.Origin(logging.KeySpan)) { Level = FirewallLevel.Ports });
        groups.InForce = Fact.Default(true, groups.Origin, Source);
        Groups.Bind(groups, variables, context);
    }

    private static Fact<bool> Same(Setting one, Setting other, string why, BindingContext context) =>
        Fact.Stated(true, context.Origin(one.ValueSpan), one.Value, one.Key).With(new RelatedPlace(context.Origin(other.ValueSpan), why));

    private static Setting? Known(YamlMapping variables, string key) =>
        variables.Find(key) is { Unresolved: null, IsConditional: false, Value.Length: > 0 } setting && !TemplateMarks.Contains(setting.Value) ? setting : null;
}
