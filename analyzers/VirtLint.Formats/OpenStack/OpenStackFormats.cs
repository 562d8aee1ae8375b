using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenStack.Heat;
using VirtLint.Formats.OpenStack.Kolla;
using VirtLint.Formats.OpenStack.Schemas;

namespace VirtLint.Formats.OpenStack;

/// <summary>What VirtLint reads of OpenStack.</summary>
public static class OpenStackFormats
{
    /// <summary>A format is one line here.</summary>
    public static IReadOnlyList<Format> All { get; } =
    [
        new OsloFormat("openstack-nova", "OpenStack compute service (nova.conf)", ["nova.conf", "nova-cpu.conf", "nova-compute.conf"], null, NovaBinder.Bind, new OsloSchema("nova")),
        new OsloFormat("openstack-glance", "OpenStack image service (glance-api.conf)", ["glance-api.conf", "glance-image-import.conf"], null, GlanceBinder.Bind, new OsloSchema("glance")),
        new OsloFormat("openstack-cinder", "OpenStack volume service (cinder.conf)", ["cinder.conf", "cinder-volume.conf"], null, CinderBinder.Bind, new OsloSchema("cinder")),
        new OsloFormat(
            "openstack-neutron", "OpenStack network service and agents (neutron.conf, ml2_conf.ini, *_agent.ini)",
            ["neutron.conf", "ml2_conf.ini", "openvswitch_agent.ini", "linuxbridge_agent.ini", "sriov_agent.ini", "metadata_agent.ini", "neutron_ovn_metadata_agent.ini", "ovn_agent.ini", "l3_agent.ini", "dhcp_agent.ini"], null, NeutronBinder.Bind, new OsloSchema("neutron")),
        new OsloFormat("openstack-keystone", "OpenStack identity service (keystone.conf)", ["keystone.conf"], null, KeystoneBinder.Bind, new OsloSchema("keystone")),
        new OsloFormat("openstack-orchestration", "OpenStack orchestration service (heat.conf)", ["heat.conf"], null, static (_, _) => { }, new OsloSchema("heat")),
        new OsloFormat("openstack-service", "OpenStack key and placement services (barbican.conf, placement.conf)", ["barbican.conf", "placement.conf"], null, static (_, _) => { }),
        new OsloFormat(
            "openstack-other", "other services of OpenStack (ironic.conf, manila.conf, octavia.conf …)",
            ["ironic.conf", "ironic-inspector.conf", "manila.conf", "octavia.conf", "designate.conf", "magnum.conf", "masakari.conf", "mistral.conf", "trove.conf", "zun.conf", "watcher.conf", "cyborg.conf", "aodh.conf", "gnocchi.conf", "ceilometer.conf", "blazar.conf", "cloudkitty.conf", "sahara.conf"],
            "[keystone_authtoken]", static (_, _) => { }),
        new PolicyFormat(),
        new SshClientFormat(),
        new PropertyProtectionFormat(),
        new RootwrapFormat(),
        new SudoersFormat(),
        new HeatFormat(),
        new KollaFormat(),
        new KollaStartFormat(),
        new KollaInventoryFormat(),
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } = [new OpenStackLinker()];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        ServiceLinks.Log,
        ServiceLinks.Links,
        ServiceLinks.Secrets,
        ServiceLinks.Switches,
        ReleaseDefaults.Switches,
        ReleaseDefaults.Ratios,
        ReleaseDefaults.Keys,
        PolicyFormat.Rules,
        PolicyFormat.Roles,
        QuotaLimits.Limits,
        AuditTrail.Notifications,
        AuditTrail.Identity,
        ServiceDoors.Origins,
        ServiceDoors.Versions,
        PublishedKeys.Known,
        KeyManagers.Barbican,
        KeyManagers.Fixed,
        NovaBinder.Migration,
        NovaBinder.Vnc,
        NovaBinder.Spice,
        NovaBinder.Workarounds,
        NovaBinder.Libvirt,
        NovaBinder.Capacity,
        NovaBinder.Signatures,
        NovaBinder.Inspection,
        NovaBinder.Encryption,
        NovaBinder.Ciphers,
        NovaBinder.Disks,
        .. NovaDevices.Tables,
        GlanceBinder.Deploy,
        GlanceBinder.Locations,
        GlanceBinder.Inspection,
        GlanceBinder.Properties,
        GlanceBinder.Files,
        PropertyProtectionFormat.Rules,
        CinderBinder.Backend,
        CinderBinder.Share,
        CinderBinder.Target,
        NeutronBinder.Groups,
        NeutronBinder.Ovs,
        NeutronBinder.Ovn,
        NeutronBinder.Vxlan,
        NeutronBinder.Drivers,
        NeutronBinder.Plugins,
        NeutronBinder.Extensions,
        KeystoneBinder.Ldap,
        KeystoneBinder.Lockout,
        KeystoneBinder.Answers,
        KeystoneBinder.Tokens,
        .. HeatResources.Tables,
        .. HeatImages.Tables,
        .. HeatVolumes.Tables,
        .. HeatServers.Tables,
        .. GlanceImages.Tables,
        .. FlavorSpecs.Tables,
        KollaBinder.Internal,
        KollaBinder.External,
        KollaBinder.Backend,
        KollaBinder.Registry,
        KollaBinder.Bus,
        KollaBinder.Libvirt,
        KollaBinder.Log,
        KollaBinder.Compute,
        KollaBinder.Networks,
        KollaBinder.Secrets,
        KollaBinder.Gathering,
        KollaNetworks.Migration,
        KollaNetworks.Overlay,
        KollaNetworks.Groups,
        PciDevices.Trusted,
        SshClientFormat.Peers,
        RootwrapFormat.Wrapper,
        SudoersFormat.Commands,
        NovaBinder.Recordings,
        QuotaLimits.Requests,
        ComputeNetworks.Host,
        ComputeNetworks.Migration,
        KollaStartFormat.Files,
        KollaInventoryFormat.Roles,
    ];
}
