using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Ansible.Libvirt;
using VirtLint.Formats.Ansible.OpenStack;
using VirtLint.Formats.Ansible.OVirt;
using VirtLint.Formats.Ansible.Proxmox;
using VirtLint.Formats.Ansible.Vmware;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Ansible;

/// <summary>The modules that mean something to us. A module is one line here.</summary>
internal static class AnsibleModules
{
    private static readonly string[] s_vmwareGroups = ["vmware"];
    private static readonly string[] s_cloudGroups = ["openstack"];
    private static readonly string[] s_proxmoxGroups = ["proxmox"];
    private static readonly string[] s_ovirtGroups = ["ovirt"];

    // Modules that can be called by their short names: nothing else in Ansible has them.
    private static readonly Dictionary<string, AnsibleModule> s_short = new AnsibleModule[]
    {
        new("virt", [], LibvirtModules.BindLink, LibvirtModules.BindDocument),
        new("virt_net", [], LibvirtModules.BindLink, LibvirtModules.BindDocument),
        new("virt_pool", [], LibvirtModules.BindLink, LibvirtModules.BindDocument),
        new("virt_volume", [], LibvirtModules.BindLink, LibvirtModules.BindDocument),
        new("ovirt_auth", s_ovirtGroups, EngineModules.BindLogin, null),
        OVirt("ovirt_cluster", EngineModules.BindCluster),
        OVirt("ovirt_disk", OVirtGuests.BindDisk, ("alias", "name")),
        OVirt("ovirt_host", EngineModules.BindHost),
        OVirt("ovirt_host_pm", EngineModules.BindPower, ("host", "name")),
        OVirt("ovirt_permission", EngineModules.BindPermission),
        OVirt("ovirt_snapshot", OVirtGuests.BindSnapshot, ("restore_memory", "use_memory"), ("save_memory", "use_memory")),
        OVirt("ovirt_storage_domain", EngineModules.BindStore),
        OVirt("ovirt_vm", OVirtGuests.BindGuest),
        OVirt("ovirt_vnic_profile", EngineModules.BindProfile),
        Proxmox("proxmox", PveGuestModules.BindContainer),
        Proxmox("proxmox_access_acl", ClusterModules.BindGrant),
        Proxmox("proxmox_cluster_firewall_options", ClusterModules.BindFirewall),
        Proxmox("proxmox_disk", PveGuestModules.BindDisk),
        Proxmox("proxmox_kvm", PveGuestModules.BindMachine),
        Proxmox("proxmox_nic", PveGuestModules.BindCard),
        Proxmox("proxmox_storage", ClusterModules.BindStore),
        Proxmox("proxmox_user", ClusterModules.BindUser),
        Vmware("vmware_cluster_ha", AvailabilityModules.BindClassic),
        Vmware("vmware_deploy_ovf", ManagerModules.BindDeployment, ("ova", "ovf")),
        Vmware("vmware_dvs_portgroup", NetworkModules.BindDistributedGroup),
        Vmware("vmware_dvswitch", NetworkModules.BindDistributedSwitch, ("switch", "switch_name"), ("dvswitch", "switch_name"), ("discovery_protocol", "discovery_proto")),
        Vmware("vmware_guest", GuestModules.BindGuest, ("notes", "annotation"), ("template_src", "template")),
        Vmware("vmware_guest_boot_manager", GuestModules.BindBoot),
        Vmware("vmware_guest_snapshot", GuestModules.BindSnapshot),
        Vmware("vmware_host_active_directory", HostModules.BindDirectory),
        Vmware("vmware_host_acceptance", HostModules.BindAcceptance),
        Vmware("vmware_host_config_manager", HostModules.BindOptions),
        Vmware("vmware_host_firewall_manager", HostModules.BindFirewall),
        Vmware("vmware_host_lockdown", HostModules.BindLockdown),
        Vmware("vmware_host_lockdown_exceptions", HostModules.BindExceptions),
        Vmware("vmware_host_ntp", HostModules.BindClock),
        Vmware("vmware_host_service_manager", HostModules.BindService, ("service", "service_name"), ("policy", "service_policy")),
        Vmware("vmware_host_snmp", HostModules.BindAgent),
        Vmware("vmware_host_user_manager", HostModules.BindUser, ("local_user_password", "user_password")),
        Vmware("vmware_local_user_manager", HostModules.BindUser, ("local_user_password", "user_password")),
        Vmware("vmware_content_library_manager", StoreModules.BindSubscription, ("library_name", "name")),
        Vmware("vmware_guest_disk", GuestModules.BindDisks),
        Vmware("vmware_guest_file_operation", GuestModules.BindShell),
        Vmware("vmware_guest_serial_port", GuestModules.BindSerial),
        Vmware("vmware_host_datastore", StoreModules.BindDatastore),
        Vmware("vmware_host_iscsi", IscsiModule.Bind),
        Vmware("vmware_local_role_manager", HostModules.BindRole),
        Vmware("vmware_vm_shell", GuestModules.BindShell),
        Vmware("vmware_host", HostModules.BindHost),
        Vmware("vmware_object_role_permission", HostModules.BindPermission),
        Vmware("vmware_portgroup", NetworkModules.BindGroup, ("portgroup_name", "portgroup"), ("switch_name", "switch"), ("vswitch", "switch"), ("vlan", "vlan_id"), ("security_policy", "security"), ("network_policy", "security")),
        Vmware("vmware_vcenter_settings", ManagerModules.BindSettings),
        Vmware("vmware_vmkernel", NetworkModules.BindAdapter, ("portgroup", "portgroup_name"), ("vswitch", "vswitch_name"), ("dvswitch", "dvswitch_name")),
        Vmware("vmware_vspan_session", NetworkModules.BindSession),
        Vmware("vmware_vswitch", NetworkModules.BindSwitch, ("switch_name", "switch"), ("security_policy", "security"), ("network_policy", "security")),
    }.ToDictionary(static module => module.Name, StringComparer.Ordinal);

    // Names that others have too count only with their collection.
    private static readonly Dictionary<string, AnsibleModule> s_qualified = new AnsibleModule[]
    {
        File("kubevirt.core.kubevirt_vm", EmbeddedManifests.BindMachine),
        Cloud("openstack.cloud.compute_flavor", VolumeModules.BindFlavor),
        Cloud("openstack.cloud.image", ImageModules.BindImage, ("protected", "is_protected")),
        Cloud("openstack.cloud.network", CloudModules.BindNetwork),
        Cloud("openstack.cloud.port", CloudModules.BindPort, ("vnic_type", "binding_vnic_type")),
        Cloud(
            "openstack.cloud.quota", VolumeModules.BindQuota,
            ("compute_floating_ips", "floating_ips"), ("floatingip", "floating_ips"), ("network_floating_ips", "floating_ips"), ("network", "networks"), ("port", "ports"),
            ("router", "routers"), ("security_group", "security_groups"), ("security_group_rule", "security_group_rules"), ("subnet", "subnets"), ("loadbalancer", "load_balancers")),
        Cloud("openstack.cloud.security_group", CloudModules.BindGroup),
        Cloud("openstack.cloud.security_group_rule", CloudModules.BindRule),
        Cloud("openstack.cloud.server", ServerModule.Bind, ("meta", "metadata")),
        Cloud("openstack.cloud.volume", VolumeModules.BindVolume, ("display_name", "name")),
        Cloud("openstack.cloud.volume_type", VolumeModules.BindType),
        Cloud("openstack.cloud.volume_type_encryption", VolumeModules.BindEncryption),
        Vmware("vmware.vmware.cluster_ha", AvailabilityModules.BindPolicy, ("cluster_name", "cluster")),
        Vmware("vmware.vmware.import_content_library_ovf", ManagerModules.BindImport, ("url", "src"), ("path", "src"), ("name", "dest")),
        Vmware("vmware.vmware.key_provider_native", ManagerModules.BindKeys, ("name", "provider_name"), ("id", "provider_name")),
        Vmware("vmware.vmware.vcsa_settings", ManagerModules.BindAppliance),
        Vmware("vmware.vmware.vcsa_backup_schedule", HostModules.BindBackup),
        Vmware("vmware.vmware.local_content_library", StoreModules.BindLibrary, ("library_name", "name")),
        Vmware("vmware.vmware.subscribed_content_library", StoreModules.BindSubscription, ("library_name", "name")),
        Vmware("vmware.vmware.vm", GuestModules.BindVm),
        Vmware("vmware.vmware.vm_snapshot", GuestModules.BindSnapshot),
        Vmware("vmware.vmware.vm_advanced_settings", GuestModules.BindAdvanced),
    }.ToDictionary(static module => module.Name, StringComparer.Ordinal);

    // Modules that write files or objects, whatever is in them: nobody is recognised by these.
    private static readonly Dictionary<string, AnsibleModule> s_files = new AnsibleModule[]
    {
        File("blockinfile", EmbeddedFiles.BindBlock, ("dest", "path"), ("destfile", "path"), ("name", "path"), ("content", "block")),
        File("copy", static task =>
        {
            EmbeddedFiles.BindContent(task);
            FileModes.BindCopy(task);
        }),
        File("firewalld", HostFirewallModules.BindFirewalld),
        File("iptables", HostFirewallModules.BindIptables),
        File("ufw", HostFirewallModules.BindUfw, ("port", "to_port"), ("from", "from_ip"), ("src", "from_ip"), ("to", "to_ip"), ("dest", "to_ip"), ("if", "interface"), ("if_in", "interface_in")),
        File("file", FileModes.BindFile, ("dest", "path"), ("name", "path")),
        File("ini_file", EmbeddedFiles.BindOption, ("dest", "path")),
        File("k8s", EmbeddedManifests.Bind, ("resource_definition", "definition"), ("inline", "definition")),
        File("lineinfile", EmbeddedFiles.BindLine, ("dest", "path"), ("destfile", "path"), ("name", "path"), ("value", "line")),
        File("template", FileModes.BindCopy),
        File("command", TaskScripts.Read),
        File("raw", TaskScripts.Read),
        File("shell", TaskScripts.Read),
        File("win_powershell", TaskScripts.Read),
        File("win_shell", TaskScripts.Read),
    }.ToDictionary(static module => module.Name, StringComparer.Ordinal);

    private static readonly string[] s_qualifiedFiles =
        ["ansible.windows.win_powershell", "ansible.windows.win_shell", "community.general.ini_file", "community.general.ufw", "ansible.posix.firewalld", "kubernetes.core.k8s", "community.kubernetes.k8s", "community.okd.k8s", "redhat.openshift.k8s"];

    private static readonly string[] s_collections =
        ["community.libvirt.", "community.proxmox.", "community.general.", "community.vmware.", "ovirt.ovirt.", "redhat.rhv.", "vmware.vmware_rest.", "vmware.vmware."];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        ProxmoxModules.Link, ProxmoxModules.Password, ProxmoxModules.Token,
        .. ClusterModules.Tables,
        .. CloudModules.Tables,
        .. EngineModules.Tables, .. OVirtGuests.Tables,
        .. ImageModules.Tables,
        .. FileModes.Tables,
        .. HostFirewallModules.Tables,
        .. VolumeModules.Tables,
        .. ServerModule.Tables,
        LinkModules.Vmware, LinkModules.Password, LinkModules.Rest, LinkModules.RestPassword,
        .. AvailabilityModules.Tables, .. ManagerModules.Tables, .. NetworkModules.Tables, .. GuestModules.Tables, .. HostModules.Tables, .. IscsiModule.Tables, .. StoreModules.Tables,
    ];

    /// <summary>What binds the tasks of a module, or null when it is nothing to us.</summary>
    /// <param name="name">The module's name, with or without its collection.</param>
    public static AnsibleModule? Of(string name)
    {
        if (s_qualified.TryGetValue(name, out var qualified))
            return qualified;

        var collection = Array.Find(s_collections, known => name.StartsWith(known, StringComparison.Ordinal)) ?? "";
        var module = name.Substring(collection.Length);
        if (s_short.TryGetValue(module, out var known))
            return known;

        if (module.IndexOf('.') >= 0)
            return null;

        return module == "proxmox" || module.StartsWith("proxmox_", StringComparison.Ordinal) ? new(module, s_proxmoxGroups, ProxmoxModules.BindLink, null)
            : module.StartsWith("ovirt_", StringComparison.Ordinal) ? new(module, s_ovirtGroups, EngineModules.BindAuth, null)
            : collection == "vmware.vmware_rest." ? new(module, s_vmwareGroups, LinkModules.BindRest, null)
            : collection == "vmware.vmware." || module.StartsWith("vmware_", StringComparison.Ordinal) || (collection == "community.vmware." && module.StartsWith("vcenter_", StringComparison.Ordinal)) ? new(module, s_vmwareGroups, LinkModules.BindVmware, null)
            : null;
    }

    /// <summary>What binds the tasks of a module that writes files or objects, or null when it is none.</summary>
    public static AnsibleModule? OfFiles(string name) =>
        s_files.TryGetValue(name.StartsWith("ansible.builtin.", StringComparison.Ordinal) || Array.IndexOf(s_qualifiedFiles, name) >= 0 ? name.Substring(name.LastIndexOf('.') + 1) : name, out var module) ? module : null;

    private static AnsibleModule Cloud(string name, Action<AnsibleTask> bind, params (string Alias, string Name)[] aliases) =>
        new(name, s_cloudGroups, CloudModules.BindLogin, bind) { Aliases = aliases.ToDictionary(static pair => pair.Alias, static pair => pair.Name, StringComparer.Ordinal) };

    private static AnsibleModule OVirt(string name, Action<AnsibleTask> bind, params (string Alias, string Name)[] aliases) =>
        new(name, s_ovirtGroups, EngineModules.BindAuth, bind) { Aliases = aliases.ToDictionary(static pair => pair.Alias, static pair => pair.Name, StringComparer.Ordinal) };

    private static AnsibleModule Proxmox(string name, Action<AnsibleTask> bind) => new(name, s_proxmoxGroups, ProxmoxModules.BindLink, bind);

    private static AnsibleModule File(string name, Action<AnsibleTask> bind, params (string Alias, string Name)[] aliases) =>
        new(name, [], static _ => { }, bind) { Aliases = aliases.ToDictionary(static pair => pair.Alias, static pair => pair.Name, StringComparer.Ordinal) };

    private static AnsibleModule Vmware(string name, Action<AnsibleTask> bind, params (string Alias, string Name)[] aliases) =>
        new(name, s_vmwareGroups, LinkModules.BindVmware, bind) { Aliases = aliases.ToDictionary(static pair => pair.Alias, static pair => pair.Name, StringComparer.Ordinal) };
}
