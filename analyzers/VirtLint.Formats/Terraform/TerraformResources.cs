using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform.Harvester;
using VirtLint.Formats.Terraform.HyperV;
using VirtLint.Formats.Terraform.Incus;
using VirtLint.Formats.Terraform.KubeVirt;
using VirtLint.Formats.Terraform.Libvirt;
using VirtLint.Formats.Terraform.Nutanix;
using VirtLint.Formats.Terraform.OpenStack;
using VirtLint.Formats.Terraform.Proxmox;
using VirtLint.Formats.Terraform.Vsphere;

namespace VirtLint.Formats.Terraform;

/// <summary>A resource as it will be made: one of its block's instances.</summary>
/// <param name="Type">The resource's type: <c>libvirt_domain</c>; a provider's name.</param>
/// <param name="Address">Terraform's name for it: <c>module.db.libvirt_domain.main[0]</c>.</param>
/// <param name="Node">Its arguments and nested blocks.</param>
/// <param name="Context">The file that declares it.</param>
internal sealed record TerraformResource(string Type, string Address, ConfigNode Node, BindingContext Context);

/// <summary>The resources that mean something to us, by type, and the providers. Each is one line here.</summary>
internal static class TerraformResources
{
    private static readonly Dictionary<string, Action<TerraformResource>> s_binders = new(StringComparer.Ordinal)
    {
        ["incus_certificate"] = IncusResources.BindCertificate,
        ["incus_image"] = IncusResources.BindImage,
        ["incus_instance"] = IncusResources.BindInstance,
        ["incus_network"] = IncusResources.BindNetwork,
        ["incus_profile"] = IncusResources.BindProfile,
        ["incus_project"] = IncusResources.BindProject,
        ["incus_server"] = IncusResources.BindServer,
        ["incus_storage_pool"] = IncusResources.BindPool,
        ["lxd_container"] = IncusResources.BindInstance,
        ["lxd_instance"] = IncusResources.BindInstance,
        ["lxd_network"] = IncusResources.BindNetwork,
        ["lxd_profile"] = IncusResources.BindProfile,
        ["lxd_project"] = IncusResources.BindProject,
        ["lxd_storage_pool"] = IncusResources.BindPool,
        ["libvirt_cloudinit_disk"] = static _ => { },
        ["harvester_cloudinit_secret"] = HarvesterResources.BindUserData,
        ["harvester_image"] = HarvesterResources.BindImage,
        ["harvester_network"] = HarvesterResources.BindNetwork,
        ["harvester_setting"] = HarvesterResources.BindSetting,
        ["harvester_storageclass"] = HarvesterResources.BindStorageClass,
        ["harvester_virtualmachine"] = HarvesterMachineResource.Bind,
        ["hyperv_machine_instance"] = HyperVResources.Bind,
        ["kubectl_manifest"] = KubeVirtResources.BindManifest,
        ["kubevirt_data_volume"] = KubeVirtResources.BindVolume,
        ["kubevirt_virtual_machine"] = KubeVirtResources.BindMachine,
        ["libvirt_domain"] = DomainResource.Bind,
        ["libvirt_network"] = NetworkResource.Bind,
        ["libvirt_pool"] = StorageResources.BindPool,
        ["libvirt_volume"] = StorageResources.BindVolume,
        ["nutanix_image"] = NutanixResources.BindImage,
        ["nutanix_images_v2"] = NutanixResources.BindImageV2,
        ["nutanix_network_security_policy_v2"] = NutanixResources.BindPolicy,
        ["nutanix_network_security_rule"] = NutanixResources.BindRule,
        ["nutanix_storage_containers_v2"] = NutanixResources.BindContainer,
        ["nutanix_virtual_machine"] = NutanixResources.BindMachine,
        ["nutanix_virtual_machine_v2"] = NutanixResources.BindMachineV2,
        ["openstack_blockstorage_quotaset_v3"] = VolumeResources.BindQuota,
        ["openstack_blockstorage_volume_type_v3"] = VolumeResources.BindType,
        ["openstack_blockstorage_volume_v2"] = VolumeResources.BindVolume,
        ["openstack_blockstorage_volume_v3"] = VolumeResources.BindVolume,
        ["openstack_compute_flavor_v2"] = VolumeResources.BindFlavor,
        ["openstack_compute_quotaset_v2"] = VolumeResources.BindQuota,
        ["openstack_compute_volume_attach_v2"] = VolumeResources.BindAttachment,
        ["openstack_networking_quota_v2"] = VolumeResources.BindQuota,
        ["openstack_compute_instance_v2"] = ComputeResources.BindInstance,
        ["openstack_identity_application_credential_v3"] = ComputeResources.BindApplicationCredential,
        ["openstack_identity_user_v3"] = ComputeResources.BindUser,
        ["openstack_images_image_v2"] = ImageResources.Bind,
        ["openstack_networking_network_v2"] = NetworkResources.BindNetwork,
        ["openstack_networking_port_v2"] = NetworkResources.BindPort,
        ["openstack_networking_secgroup_rule_v2"] = NetworkResources.BindRule,
        ["openstack_networking_secgroup_v2"] = NetworkResources.BindGroup,
        ["openstack_taas_tap_mirror_v2"] = NetworkResources.BindMirror,
        ["proxmox_backup_job"] = ClusterResources.BindBackups,
        ["proxmox_lxc"] = LxcResource.Bind,
        ["proxmox_virtual_environment_acl"] = AccessResources.BindPermission,
        ["proxmox_virtual_environment_cluster_firewall"] = FirewallResources.BindCluster,
        ["proxmox_virtual_environment_cluster_options"] = ClusterOptionsResource.Bind,
        ["proxmox_virtual_environment_container"] = ContainerResource.Bind,
        ["proxmox_virtual_environment_download_file"] = DownloadResources.BindDownload,
        ["proxmox_virtual_environment_file"] = DownloadResources.BindUpload,
        ["proxmox_virtual_environment_firewall_options"] = FirewallResources.BindGuest,
        ["proxmox_virtual_environment_firewall_rules"] = FirewallResources.BindRules,
        ["proxmox_virtual_environment_role"] = AccessResources.BindRole,
        ["proxmox_virtual_environment_user"] = AccessResources.BindUser,
        ["proxmox_virtual_environment_user_token"] = AccessResources.BindToken,
        ["proxmox_virtual_environment_vm"] = VmResource.Bind,
        ["proxmox_virtual_environment_storage_cifs"] = NetworkStoreResources.BindSmb,
        ["proxmox_virtual_environment_storage_nfs"] = NetworkStoreResources.BindNfs,
        ["proxmox_virtual_environment_storage_pbs"] = NetworkStoreResources.BindBackupServer,
        ["proxmox_virtual_environment_metrics_server"] = ClusterResources.BindMetrics,
        ["proxmox_virtual_environment_node_firewall"] = FirewallResources.BindHost,
        ["proxmox_virtual_environment_realm_ldap"] = ClusterResources.BindDirectory,
        ["proxmox_virtual_environment_realm_openid"] = ClusterResources.BindProvider,
        ["proxmox_vm_qemu"] = VmQemuResource.Bind,
        ["vsphere_compute_cluster"] = ClusterResource.Bind,
        ["vsphere_content_library"] = StoreResources.BindLibrary,
        ["vsphere_content_library_item"] = DownloadResources.BindLibrary,
        ["vsphere_distributed_port_group"] = SwitchResources.BindDistributedGroup,
        ["vsphere_distributed_virtual_switch"] = SwitchResources.BindDistributedSwitch,
        ["vsphere_entity_permissions"] = PermissionResources.BindPermissions,
        ["vsphere_file"] = StoreResources.BindFile,
        ["vsphere_guest_os_customization"] = CustomizationResource.Bind,
        ["vsphere_host"] = HostResource.Bind,
        ["vsphere_host_port_group"] = SwitchResources.BindHostGroup,
        ["vsphere_host_virtual_switch"] = SwitchResources.BindHostSwitch,
        ["vsphere_nas_datastore"] = StoreResources.BindNas,
        ["vsphere_role"] = PermissionResources.BindRole,
        ["vsphere_sso_group"] = AccountResources.BindGroup,
        ["vsphere_sso_user"] = AccountResources.BindUser,
        ["vsphere_vnic"] = SwitchResources.BindAdapter,
        ["vsphere_virtual_machine"] = MachineResource.Bind,
        ["vsphere_virtual_machine_snapshot"] = SnapshotResource.Bind,

        // The same resources by the names that newer releases give them.
        ["proxmox_download_file"] = DownloadResources.BindDownload,
        ["proxmox_storage_cifs"] = NetworkStoreResources.BindSmb,
        ["proxmox_storage_nfs"] = NetworkStoreResources.BindNfs,
        ["proxmox_storage_pbs"] = NetworkStoreResources.BindBackupServer,
        ["proxmox_metrics_server"] = ClusterResources.BindMetrics,
        ["proxmox_node_firewall"] = FirewallResources.BindHost,
        ["proxmox_realm_ldap"] = ClusterResources.BindDirectory,
        ["proxmox_realm_openid"] = ClusterResources.BindProvider,
        ["proxmox_acl"] = AccessResources.BindPermission,
        ["proxmox_cluster_options"] = ClusterOptionsResource.Bind,
        ["proxmox_user_token"] = AccessResources.BindToken,
    };

    private static readonly Dictionary<string, Action<TerraformResource>> s_providers = new(StringComparer.Ordinal)
    {
        ["hyperv"] = HyperVResources.BindProvider,
        ["incus"] = IncusResources.BindProvider,
        ["kubevirt"] = KubeVirtResources.BindProvider,
        ["libvirt"] = LibvirtProvider.Bind,
        ["lxd"] = IncusResources.BindProvider,
        ["nutanix"] = NutanixResources.BindProvider,
        ["openstack"] = OpenStackProvider.Bind,
        ["proxmox"] = ProxmoxProvider.Bind,
        ["vsphere"] = VsphereProvider.Bind,
    };

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        HarvesterMachineResource.Table, HarvesterMachineResource.Firmware, HarvesterMachineResource.Drive, HarvesterMachineResource.Images, HarvesterMachineResource.Card, HarvesterMachineResource.Devices,
        HarvesterResources.Images, HarvesterResources.Networks, HarvesterResources.Stores, HarvesterResources.Secrets,
        KubeVirtResources.Provider, KubeVirtResources.Table, KubeVirtResources.Card, KubeVirtResources.Download,
        HyperVResources.Provider, HyperVResources.Table, HyperVResources.Firmware, HyperVResources.Nesting, HyperVResources.Channels, HyperVResources.Card, HyperVResources.Disks,
        IncusResources.Provider, IncusResources.Images,
        IncusResources.Provider,
        NutanixResources.Provider, NutanixResources.Machine, NutanixResources.Boot, NutanixResources.BootV2, NutanixResources.Download, NutanixResources.DownloadV2, NutanixResources.DownloadPassword,
        NutanixResources.Policy, NutanixResources.Rules, NutanixResources.Store,
        DomainResource.Table,
        DomainBlocks.Console, DomainBlocks.Card, DomainBlocks.Folder, DomainBlocks.Tpm,
        .. DomainForms.Tables, .. NetworkForms.Tables,
        DownloadResources.Download, DownloadResources.Upload, DownloadResources.Library,
        NetworkResource.Flat, StorageResources.Volumes,
        ImageResources.Image, VolumeResources.Volume, VolumeResources.Attachment,
        ComputeResources.Instance, ComputeResources.Device, ComputeResources.Volume, ComputeResources.AdminPassword, ComputeResources.UserPassword, ComputeResources.ApplicationSecret,
        OpenStackProvider.Table, NetworkResources.Network, NetworkResources.Port, NetworkResources.Rule,
        ImageResources.Image,
        ComputeResources.Instance, ComputeResources.Volume, ComputeResources.AdminPassword, ComputeResources.UserPassword, ComputeResources.ApplicationSecret, ComputeResources.ApplicationCredential,
        OpenStackProvider.Table, NetworkResources.Network, NetworkResources.Port, NetworkResources.Rule, NetworkResources.Group, NetworkResources.Mirror,
        ProxmoxProvider.Bpg, ProxmoxProvider.Telmate,
        VmResource.Table, VmResource.Agent, VmResource.WatchdogDevice, VmResource.Card, VmResource.Drive, VmResource.Firmware, VmResource.EfiDisk,
        VmResource.Tpm, VmResource.Sev, VmResource.Entropy, VmResource.Clipboard, VmResource.Folder, VmResource.Controller,
        ContainerResource.Table, ContainerResource.Console, ContainerResource.Card, ContainerResource.Mount,
        VmQemuResource.Table, VmQemuResource.Agent, VmQemuResource.Card, VmQemuResource.Drive, VmQemuResource.Firmware, VmQemuResource.EfiDisk, VmQemuResource.Tpm,
        LxcResource.Table, LxcResource.Console, LxcResource.Card, LxcResource.Mount, LxcResource.Directory,
        ClusterOptionsResource.Table, AccessResources.Token, AccessResources.Password,
        ClusterResources.Directory, ClusterResources.BindPassword, ClusterResources.Provider, ClusterResources.ClientKey, ClusterResources.Metrics, ClusterResources.Backups,
        NetworkStoreResources.Nfs, NetworkStoreResources.Smb, NetworkStoreResources.BackupServer, NetworkStoreResources.SmbPassword, NetworkStoreResources.BackupPassword,
        FirewallResources.Host, FirewallResources.Cluster, FirewallResources.Guest, FirewallResources.Rule,
        VsphereProvider.Table, VsphereProvider.Debug,
        MachineResource.Table, MachineResource.JoinPassword, MachineResource.Firmware, MachineResource.Tpm, MachineResource.Package, MachineResource.Nesting, MachineResource.Advanced, .. MachineResource.Channels.Tables,
        MachineDevices.Drive, MachineDevices.Bus, MachineDevices.Card, MachineDevices.Model, MachineDevices.Passthrough,
        SwitchResources.HostSwitch, SwitchResources.Adapter, SwitchResources.Distributed, SwitchResources.HostGroup, SwitchResources.DistributedGroup,
        AccountResources.Password, AccountResources.Member, ClusterResource.Cluster, ClusterResource.Storage, HostResource.Table, HostResource.Password, PermissionResources.Permission, PermissionResources.Roles,
        StoreResources.Nas, StoreResources.Publication, StoreResources.Upload, SnapshotResource.Table,
        StoreResources.Nas, StoreResources.Publication, StoreResources.LibraryPassword, StoreResources.Subscription, SnapshotResource.Table, CustomizationResource.Secret,
    ];

    public static Action<TerraformResource>? Of(string type) => s_binders.TryGetValue(type, out var bind) ? bind : null;

    public static Action<TerraformResource>? OfProvider(string name) => s_providers.TryGetValue(name, out var bind) ? bind : null;
}
