using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>The tables of the switch's database and their columns.</summary>
/// <remarks>vswitchd/vswitch.ovsschema 8.8.0; columns of older releases are all still there.</remarks>
internal static class OvsdbSchema
{
    private static readonly Dictionary<string, ImmutableArray<string>> s_tables = new(StringComparer.Ordinal)
    {
        ["Open_vSwitch"] = Columns("datapaths bridges manager_options ssl other_config external_ids next_cfg cur_cfg statistics ovs_version db_version system_type system_version datapath_types iface_types dpdk_initialized dpdk_version"),
        ["Bridge"] = Columns("name datapath_type datapath_version datapath_id stp_enable rstp_enable mcast_snooping_enable ports mirrors netflow sflow ipfix controller protocols fail_mode status rstp_status other_config external_ids flood_vlans flow_tables auto_attach"),
        ["Port"] = Columns("name interfaces trunks cvlans tag vlan_mode qos mac bond_mode lacp bond_updelay bond_downdelay bond_active_slave bond_fake_iface fake_bridge status rstp_status rstp_statistics statistics protected other_config external_ids"),
        ["Interface"] = Columns("name type options ingress_policing_rate ingress_policing_burst ingress_policing_kpkts_rate ingress_policing_kpkts_burst mac_in_use mac ifindex external_ids ofport ofport_request bfd bfd_status cfm_mpid cfm_remote_mpids cfm_flap_count cfm_fault cfm_fault_status cfm_remote_opstate cfm_health lacp_current lldp other_config statistics status admin_state link_state link_resets link_speed duplex mtu mtu_request error"),
        ["Flow_Table"] = Columns("name flow_limit overflow_policy groups prefixes external_ids"),
        ["QoS"] = Columns("type queues other_config external_ids"),
        ["Queue"] = Columns("dscp other_config external_ids"),
        ["Mirror"] = Columns("name select_all select_src_port select_dst_port select_vlan output_port output_vlan snaplen statistics filter external_ids"),
        ["NetFlow"] = Columns("targets engine_type engine_id add_id_to_interface active_timeout external_ids"),
        ["sFlow"] = Columns("targets sampling polling header agent external_ids"),
        ["IPFIX"] = Columns("targets sampling obs_domain_id obs_point_id cache_active_timeout cache_max_flows stats_interval template_interval other_config external_ids"),
        ["Flow_Sample_Collector_Set"] = Columns("id bridge ipfix local_group_id external_ids"),
        ["Controller"] = Columns("type target max_backoff inactivity_probe connection_mode local_ip local_netmask local_gateway enable_async_messages controller_queue_size controller_rate_limit controller_burst_limit other_config external_ids is_connected role status"),
        ["Manager"] = Columns("target max_backoff inactivity_probe connection_mode other_config external_ids is_connected status"),
        ["Datapath"] = Columns("datapath_version ct_zones capabilities ct_zone_default_limit external_ids"),
        ["CT_Zone"] = Columns("timeout_policy limit external_ids"),
        ["CT_Timeout_Policy"] = Columns("timeouts external_ids"),
        ["SSL"] = Columns("private_key certificate ca_cert bootstrap_ca_cert external_ids"),
        ["AutoAttach"] = Columns("system_name system_description mappings"),
    };

    /// <summary>The name of a table that a word means: in any case, with hyphens or underscores, cut short where that is unique.</summary>
    public static string? Table(string word) => Meant(word, s_tables.Keys);

    /// <summary>The column of a table that a word means, or null.</summary>
    public static string? Column(string table, string word) => Meant(word, ColumnsOf(table));

    public static ImmutableArray<string> ColumnsOf(string table) => s_tables.TryGetValue(table, out var columns) ? columns : [];

    /// <summary>The table that a list of columns is of, where nothing names it: the one that has them all and the fewest others.</summary>
    public static string? TableOf(IReadOnlyCollection<string> columns) => s_tables
        .Where(table => columns.All(column => column == "_uuid" || table.Value.Contains(column)))
        .OrderBy(static table => table.Value.Length)
        .Select(static table => table.Key)
        .FirstOrDefault();

    // ovs-vsctl(8), "Identifying Tables, Records, and Columns"
    private static string? Meant(string word, IEnumerable<string> names)
    {
        var wanted = word.Replace('-', '_');
        string? found = null;
        foreach (var name in names)
        {
            if (name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                return name;

            if (!name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
                continue;

            if (found is not null)
                return null;

            found = name;
        }

        return found;
    }

    private static ImmutableArray<string> Columns(string names) => [.. names.Split(' ')];
}
