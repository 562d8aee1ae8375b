using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>The keys that Incus and LXD have, by the object that takes them. Both refuse an object with any other.</summary>
/// <remarks>// lxc/incus, doc/config_options.txt; canonical/lxd, doc/metadata.txt. Old releases had more: what is near to none is let pass.</remarks>
internal static class IncusKeys
{
    // incus, internal/validate: Optional(IsBool)
    private static readonly ValueShape s_flag = new(
        IncusWords.Boolean.Expected, static setting => setting.Value.Length == 0 || IncusWords.Boolean.TryRead(setting.Value, out _), IncusWords.Boolean.Words);

    private static readonly KeySet s_instance = Set(
        "an instance or profile",
        "agent.nic_config boot.autorestart boot.autostart boot.debug_edk2 limits.memory.hugepages migration.incremental.memory migration.stateful "
            + "nvidia.runtime security.agent.metrics security.csm security.delegate_bpf security.delegate_bpf.attach_types security.delegate_bpf.cmd_types "
            + "security.delegate_bpf.map_types security.delegate_bpf.prog_types security.devlxd security.devlxd.images security.devlxd.management.volumes "
            + "security.guestapi security.guestapi.images security.idmap.isolated security.iommu security.nesting security.privileged "
            + "security.protection.delete security.protection.shift security.protection.start security.secureboot security.sev security.sev.policy.es "
            + "security.syscalls.deny_compat security.syscalls.deny_default security.syscalls.intercept.bpf security.syscalls.intercept.bpf.devices "
            + "security.syscalls.intercept.mknod security.syscalls.intercept.mount security.syscalls.intercept.mount.shift "
            + "security.syscalls.intercept.sched_setscheduler security.syscalls.intercept.setxattr security.syscalls.intercept.sysinfo "
            + "snapshots.schedule.stopped volatile.apply_nvram volatile.container.oci volatile.vm.needs_reset",
        "architecture boot.autostart.delay boot.autostart.priority boot.host_shutdown_action boot.host_shutdown_timeout boot.mode boot.stop.priority "
            + "cluster.evacuate limits.cpu limits.cpu.allowance limits.cpu.nodes limits.cpu.pin_strategy limits.cpu.priority limits.disk.priority "
            + "limits.hugepages.1GB limits.hugepages.1MB limits.hugepages.2MB limits.hugepages.64KB limits.max_bus_ports limits.memory "
            + "limits.memory.enforce limits.memory.hotplug limits.memory.oom_priority limits.memory.swap limits.memory.swap.priority limits.processes "
            + "linux.kernel_modules linux.kernel_modules.load migration.incremental.memory.goal migration.incremental.memory.iterations name "
            + "nvidia.driver.capabilities nvidia.require.cuda nvidia.require.driver placement.group security.bpffs.delegate_attachs "
            + "security.bpffs.delegate_cmds security.bpffs.delegate_maps security.bpffs.delegate_progs security.bpffs.path security.idmap.base "
            + "security.idmap.size security.selinux.domain security.selinux.label_rootfs security.selinux.level security.selinux.type "
            + "security.sev.session.data security.sev.session.dh snapshots.expiry snapshots.expiry.manual snapshots.pattern snapshots.schedule")
        .Open("user.").Open("environment.").Open("volatile.").Open("image.").Open("linux.sysctl.").Open("limits.kernel.").Open("smbios11.").Open("systemd.").Open("raw.").Open("cloud-init.").Open("oci.").Open("maas.").Open("security.syscalls.").Open("ubuntu_pro.");

    private static readonly KeySet s_server = Set(
        "the server",
        "acme.agree_tos core.https_allowed_credentials core.metrics_authentication core.syslog_socket core.trust_ca_certificates "
            + "images.auto_update_cached instances.lxcfs.per_instance instances.migration.stateful",
        "authorization.client.default authorization.client.oidc authorization.client.tls authorization.client.tls-restricted "
            + "authorization.client.unix authorization.openfga.api.token authorization.openfga.api.url authorization.openfga.store.id "
            + "authorization.openfga.tls.identifier authorization.scriptlet backups.compression_algorithm cluster.healing_threshold cluster.https_address "
            + "cluster.images_minimal_replica cluster.join_token_expiry cluster.max_standby cluster.max_voters cluster.offline_threshold "
            + "cluster.rebalance.batch cluster.rebalance.cooldown cluster.rebalance.interval cluster.rebalance.threshold core.auth_secret_expiry "
            + "core.bgp_address core.bgp_asn core.bgp_routerid core.debug_address core.dns_address core.https_address core.https_allowed_headers "
            + "core.https_allowed_methods core.https_allowed_origin core.https_allowed_websocket_origin core.https_trusted_proxy core.metrics_address "
            + "core.proxy_http core.proxy_https core.proxy_ignore_hosts core.remote_token_expiry core.shutdown_action core.shutdown_timeout "
            + "core.storage_buckets_address images.auto_update_interval images.compression_algorithm images.default_architecture images.remote_cache_expiry "
            + "instances.nic.host_name instances.placement.scriptlet instances.tpm.platform_cert instances.tpm.platform_key network.hwaddr_pattern "
            + "network.ovn.ca_cert network.ovn.client_cert network.ovn.client_key network.ovn.integration_bridge network.ovn.northbound_connection "
            + "network.ovs.connection volatile.uuid")
        .Open("user.").Open("logging.").Open("loki.").Open("storage.").Open("maas.").Open("candid.").Open("rbac.").Open("openfga.").Open("oidc.").Open("acme.");

    private static readonly KeySet s_project = Set(
        "a project",
        "features.images features.networks features.networks.zones features.profiles features.storage.buckets features.storage.volumes "
            + "images.auto_update_cached restricted",
        "limits.containers limits.cpu limits.disk limits.instances limits.memory limits.networks limits.processes limits.virtual-machines "
            + "network.hwaddr_pattern replica.cluster restricted.backups restricted.cluster.groups restricted.cluster.target "
            + "restricted.containers.interception restricted.containers.lowlevel restricted.containers.nesting restricted.containers.privilege "
            + "restricted.devices.disk restricted.devices.disk.paths restricted.devices.gpu restricted.devices.infiniband restricted.devices.nic "
            + "restricted.devices.pci restricted.devices.proxy restricted.devices.unix-block restricted.devices.unix-char restricted.devices.unix-hotplug "
            + "restricted.devices.usb restricted.idmap.gid restricted.idmap.uid restricted.images.servers restricted.networks.access "
            + "restricted.networks.integrations restricted.networks.subnets restricted.networks.uplinks restricted.networks.zones restricted.snapshots "
            + "restricted.storage-pools.access restricted.virtual-machines.lowlevel restricted.virtual-machines.nesting")
        .Open("user.").Open("limits.disk.pool.").Open("limits.networks.").Open("images.").Open("backups.");

    private static readonly KeySet s_network = Set(
        "a network",
        "bgp.ipv4.instances bgp.ipv6.instances bridge.multicast_relay bridge.multicast_snooping gvrp ipv4.dhcp ipv4.firewall ipv4.l3only ipv4.nat "
            + "ipv4.routes.anycast ipv4.routing ipv6.dhcp ipv6.dhcp.stateful ipv6.firewall ipv6.l3only ipv6.nat ipv6.ra ipv6.routes.anycast ipv6.routing "
            + "security.acls.default.egress.logged security.acls.default.ingress.logged",
        "acceleration.parent bridge.driver bridge.external_interfaces bridge.hwaddr bridge.mode bridge.mtu ipv4.address ipv4.dhcp.expiry "
            + "ipv4.dhcp.gateway ipv4.dhcp.ranges ipv4.dhcp.routes ipv4.gateway ipv4.gateway.hwaddr ipv4.nat.address ipv4.nat.order ipv4.ovn.ranges "
            + "ipv4.routes ipv6.address ipv6.dhcp.expiry ipv6.dhcp.ranges ipv6.gateway ipv6.gateway.hwaddr ipv6.nat.address ipv6.nat.order ipv6.ovn.ranges "
            + "ipv6.routes mtu network parent vlan vlan.tagged")
        .Open("user.").Open("volatile.").Open("tunnel.").Open("bgp.").Open("fan.").Open("maas.").Open("dns.").Open("raw.").Open("ovn.").Open("security.acls");

    private static readonly Dictionary<string, KeySet> s_devices = new(StringComparer.Ordinal)
    {
        ["nic"] = Set(
            "a device of type 'nic'",
            "attached connected gvrp ipv4.neighbor_probe ipv6.neighbor_probe security.acls.default.egress.logged security.acls.default.ingress.logged "
            + "security.ipv4_filtering security.ipv6_filtering security.mac_filtering security.port_isolation security.promiscuous security.trusted",
            "acceleration acceleration.parent boot.priority host_name hwaddr io.bus ipv4.address ipv4.address.external ipv4.gateway ipv4.host_address "
            + "ipv4.host_table ipv4.host_tables ipv4.routes ipv4.routes.external ipv6.address ipv6.address.external ipv6.gateway ipv6.host_address "
            + "ipv6.host_table ipv6.host_tables ipv6.routes ipv6.routes.external limits.egress limits.ingress limits.max limits.priority mode mtu name "
            + "nested network nictype parent pci productid queue.tx.length security.acls security.acls.default.egress.action "
            + "security.acls.default.ingress.action type vendorid vlan vlan.tagged vrf"),
        ["disk"] = Set(
            "a device of type 'disk'",
            "attached dependent readonly recursive required shift wwn",
            "boot.priority ceph.cluster_name ceph.user_name io.bus io.cache io.threads limits.max limits.max.burst limits.max.burst.length limits.read "
            + "limits.read.burst limits.read.burst.length limits.write limits.write.burst limits.write.burst.length path pool propagation raw.mount.options "
            + "size size.state source source.snapshot source.type type"),
        ["gpu"] = Set(
            "a device of type 'gpu'",
            "",
            "blob.size gid gputype id mdev mig.ci mig.gi mig.uuid mode pci productid type uid vendorid"),
        ["infiniband"] = Set(
            "a device of type 'infiniband'",
            "",
            "hwaddr mtu name nictype node_guid parent port_guid type"),
        ["pci"] = Set(
            "a device of type 'pci'",
            "firmware",
            "address type"),
        ["proxy"] = Set(
            "a device of type 'proxy'",
            "nat proxy_protocol",
            "bind connect gid listen mode security.gid security.uid type uid"),
        ["tpm"] = Set(
            "a device of type 'tpm'",
            "",
            "path pathrm type"),
        ["unix-char"] = Set(
            "a device of type 'unix-char'",
            "required",
            "gid limits.read limits.write major minor mode path source type uid"),
        ["unix-hotplug"] = Set(
            "a device of type 'unix-hotplug'",
            "ownership.inherit required",
            "gid mode pci productid subsystem type uid vendorid"),
        ["usb"] = Set(
            "a device of type 'usb'",
            "attached required",
            "busnum devnum gid mode productid serial type uid vendorid"),
    };

    public static void CheckInstance(SettingScope config, BindingContext context) => Check(config, s_instance, context);

    public static void CheckServer(SettingScope config, BindingContext context) => Check(config, s_server, context);

    public static void CheckProject(SettingScope config, BindingContext context) => Check(config, s_project, context);

    public static void CheckNetwork(SettingScope config, BindingContext context) => Check(config, s_network, context);

    public static void CheckDevice(SettingScope device, BindingContext context)
    {
        var type = device.Find("type")?.Value ?? "";
        if (s_devices.TryGetValue(type == "unix-block" ? "unix-char" : type, out var keys))
            Check(device, keys, context);
    }

    private static void Check(SettingScope scope, KeySet keys, BindingContext context) => new KeyCheck(context, isTemplate: true).Check(scope, keys);

    private static KeySet Set(string place, string flags, string others) => new KeySet(place, KeyCoverage.Growing)
        .Keys(s_flag, flags.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        .Keys(ValueShape.Any, others.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        .Open("user.")
        .Open("initial.");
}
