using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>The network service and its agents: <c>neutron.conf</c>, <c>ml2_conf.ini</c>, <c>*_agent.ini</c>.</summary>
internal static class NeutronBinder
{
    private static readonly Vocabulary<bool> s_driver =
        Oslo.Judged("a driver", static text => text != "noop" && !text.EndsWith("NoopFirewallDriver", StringComparison.Ordinal), (true, "openvswitch"));

    // neutron/agent/firewall.py: NoopFirewallDriver; neutron/conf/agent/securitygroups_rpc.py: enable_security_group
    public static readonly BindingTable<FirewallPolicy> Groups = new BindingTable<FirewallPolicy>(Platform.OpenStack, "ml2_conf.ini, *_agent.ini: securitygroup", "neutron: securitygroup")
        .Row("firewall_driver", (f, v) => f.Enabled = v, s_driver)
        .Row("enable_security_group", (f, v) => f.Enabled = v, Oslo.Boolean);

    // neutron/conf/plugins/ml2/drivers/ovs_conf.py
    public static readonly BindingTable<VirtualSwitch> Ovs = new BindingTable<VirtualSwitch>(Platform.OpenStack, "ml2_conf.ini, *_agent.ini: ovs", "neutron: ovs")
        .Row("local_ip", (s, f) => s.TunnelAddress = f, Vocabulary.Text)
        .Row("ovsdb_connection", (s, f) => s.DatabaseManager = f, Oslo.Judged("a connection", LinkOf));

    // neutron/conf/plugins/ml2/drivers/ovn/ovn_conf.py
    public static readonly BindingTable<VirtualSwitch> Ovn = new BindingTable<VirtualSwitch>(Platform.OpenStack, "ml2_conf.ini, *_agent.ini: ovn", "neutron: ovn")
        .Row("ovn_nb_connection", (s, f) => s.DatabaseManager = f, Oslo.Judged("a connection", LinkOf))
        .Row("ovn_sb_connection", (s, f) => s.Controller = f, Oslo.Judged("a connection", LinkOf));

    // neutron/conf/plugins/ml2/config.py: extension_drivers; ovn/common/ovn_client: ports without the attribute get "unknown"
    public static readonly BindingTable<VirtualSwitch> Extensions = new BindingTable<VirtualSwitch>(Platform.OpenStack, "ml2_conf.ini: ml2", "neutron: ml2")
        .Row("extension_drivers", (s, f) => s.PortSecurity = f, Oslo.Judged("a list of drivers", static text => Oslo.List(text).Contains("port_security")));

    // neutron/conf/plugins/ml2/drivers/linuxbridge.py: local_ip
    public static readonly BindingTable<VirtualSwitch> Vxlan = new BindingTable<VirtualSwitch>(Platform.OpenStack, "linuxbridge_agent.ini: vxlan", "neutron: vxlan")
        .Row("local_ip", (s, f) => s.TunnelAddress = f, Vocabulary.Text);

    // neutron, "ML2 plug-in": the driver macvtap "Lacks support for security groups"
    public static readonly BindingTable<VirtualSwitch> Drivers = new BindingTable<VirtualSwitch>(Platform.OpenStack, "ml2_conf.ini: ml2", "neutron: ml2, \"Mechanism drivers\"")
        .Computed("mechanism_drivers", s => s.UnfilteredBy, "a list with 'macvtap'");

    // neutron/conf/common.py: service_plugins; neutron, "Packet Logging Framework"
    public static readonly BindingTable<FirewallPolicy> Plugins = new BindingTable<FirewallPolicy>(Platform.OpenStack, "neutron.conf: DEFAULT", "neutron.conf: service_plugins")
        .Row("service_plugins", (f, v) => f.LogsDropped = v, Oslo.Judged("a list of plug-ins", static text => Oslo.List(text).Contains("log")))
        .Computed("(file)", f => f.InForce, "always");

    public static void Bind(OsloConf conf, BindingContext context)
    {
        BindGroups(conf, context);
        BindPlugins(conf, context);
        BindLinks(conf, "vxlan", "VXLAN", Vxlan, context);
        BindDrivers(conf, context);
        BindLinks(conf, "ovs", "Open vSwitch", Ovs, context);
        BindLinks(conf, "ovn", "OVN", Ovn, context);
        BindExtensions(conf, context);
        BindMetadata(conf, context);
    }

    private static void BindGroups(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("securitygroup");
        var driver = section.Find("firewall_driver");
        var enabled = section.Find("enable_security_group");
        // The adapters that the SR-IOV agent sets up have no filter that it could drive. // neutron, config-sriov: firewall_driver
        if ((driver is null && enabled is null) || conf.Has("sriov_nic"))
            return;

        var policy = context.Add(new FirewallPolicy("securitygroup", context.Origin(section.Anchor)) { Level = FirewallLevel.Ports });
        Groups.Bind(policy, section, context);
        if (driver is not null && !policy.Enabled.Is(false))
            policy.Enabled = Facts.Read(section, driver, driver.Key, s_driver, context);
    }

    private static void BindPlugins(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("DEFAULT");
        if (section.Find("service_plugins") is not { } plugins)
            return;

        var groups = context.Add(new FirewallPolicy("security groups", context.Origin(plugins.KeySpan)) { Level = FirewallLevel.Ports });
        groups.InForce = Fact.Default(true, groups.Origin, "neutron.conf");
        Plugins.Bind(groups, section, context);
    }

    private static void BindDrivers(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("ml2");
        if (section.Find("mechanism_drivers") is not { Unresolved: null, IsConditional: false } drivers)
            return;

        var at = drivers.Value.IndexOf("macvtap", StringComparison.Ordinal);
        if (at < 0 || !Oslo.List(drivers.Value).Contains("macvtap"))
            return;

        var span = drivers.Value.Length == drivers.ValueSpan.Length ? new TextSpan(drivers.ValueSpan.Start + at, "macvtap".Length) : drivers.ValueSpan;
        context.Add(new VirtualSwitch("macvtap networks", context.Origin(drivers.KeySpan))).UnfilteredBy = Fact.Stated("macvtap", context.Origin(span), "macvtap", drivers.Key);
    }

    private static void BindLinks(OsloConf conf, string name, string title, BindingTable<VirtualSwitch> table, BindingContext context)
    {
        var section = conf.Section(name);
        if (table.Rows.Any(row => section.Find(row.Key) is not null))
            table.Bind(context.Add(new VirtualSwitch(title, context.Origin(section.Anchor))), section, context);
    }

    /// <summary>Open vSwitch's own agent takes a missing extension for "on"; OVN takes it for "off".</summary>
    private static void BindExtensions(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("ml2");
        if (section.Find("mechanism_drivers") is not { Unresolved: null, IsConditional: false } drivers || !Oslo.List(drivers.Value).Contains("ovn"))
            return;

        var network = context.Add(new VirtualSwitch("OVN", context.Origin(section.Anchor)));
        Extensions.Bind(network, section, context);
    }

    private static void BindMetadata(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("DEFAULT");
        var host = section.Find("nova_metadata_host");
        var protocol = section.Find("nova_metadata_protocol");
        var insecure = section.Find("nova_metadata_insecure");
        if (host is null && protocol is null && insecure is null && section.Find("metadata_proxy_shared_secret") is null)
            return;

        var link = context.Add(new ManagementEndpoint("metadata service", context.Origin(section.Anchor)) { Role = EndpointRole.Metadata });
        link.Address = host is null
            ? Fact.Default(ListenAddress.Of("127.0.0.1"), link.Origin, "metadata_agent.ini: nova_metadata_host")
            : Facts.Read(section, host, host.Key, Vocabulary.Listen, context);
        if (protocol is not null)
            link.Protection = Facts.Read(section, protocol, protocol.Key, Vocabulary.Of(("http", LinkProtection.None), ("https", LinkProtection.Encrypted)), context);

        if (insecure is not null)
            link.VerifiesPeer = Facts.Read(section, insecure, insecure.Key, Oslo.Words(false, true), context);

        link.SignsRequests = MetadataSecret.Read(section, context);
    }

    /// <summary>Of several servers, the least protected counts.</summary>
    private static ControlLink LinkOf(string text)
    {
        ControlLink? weakest = null;
        foreach (var part in Oslo.List(text))
        {
            var colon = part.IndexOf(':');
            var rest = part.Substring(colon + 1);
            var port = rest.LastIndexOf(':');
            var link = new ControlLink(
                part.StartsWith("tcp:", StringComparison.Ordinal) || part.StartsWith("ptcp:", StringComparison.Ordinal) ? LinkProtection.None : LinkProtection.Encrypted,
                part.StartsWith("unix:", StringComparison.Ordinal) ? ListenAddress.Of("/") : ListenAddress.Of(port < 0 ? rest : rest.Substring(0, port)));
            weakest = weakest is null || link.IsExposed ? link : weakest;
        }

        return weakest ?? new ControlLink(LinkProtection.Encrypted, ListenAddress.Nowhere);
    }
}
