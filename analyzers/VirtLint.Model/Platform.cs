namespace VirtLint.Model;

/// <summary>A family of products whose configuration shares one vocabulary and one set of defaults.</summary>
public enum Platform
{
    Libvirt,
    ProxmoxVe,
    OpenStack,
    Vmware,
    KubeVirt,
    Harvester,
    HyperV,

    /// <summary>Configurations that name the platform by a provider: their entities are of any platform.</summary>
    Terraform,

    /// <summary>Builds of images, by builders for any platform.</summary>
    Packer,

    /// <summary>Playbooks that name the platform by a module: their entities are of any platform.</summary>
    Ansible,
    /// <summary>Incus, and LXD, of which it is a fork.</summary>
    Incus,
    Xen,
    VirtualBox,

    /// <summary>Machines of developers, on any provider.</summary>
    Vagrant,
    OpenVSwitch,
    Bhyve,

    /// <summary>Guests that QEMU's own command line describes, without a manager.</summary>
    Qemu,
    Firecracker,
    CloudHypervisor,
    Nutanix,
    OVirt,
}

/// <summary>The names by which platforms are known in rule pages, options and documentation.</summary>
public static class PlatformNames
{
    /// <summary>The identifier used in options and in the model's JSON: <c>libvirt</c>, <c>proxmox</c>.</summary>
    public static string Id(this Platform platform) => platform switch
    {
        Platform.Libvirt => "libvirt",
        Platform.ProxmoxVe => "proxmox",
        Platform.OpenStack => "openstack",
        Platform.Vmware => "vmware",
        Platform.KubeVirt => "kubevirt",
        Platform.Harvester => "harvester",
        Platform.HyperV => "hyperv",
        Platform.Terraform => "terraform",
        Platform.Packer => "packer",
        Platform.Ansible => "ansible",
        Platform.Incus => "incus",
        Platform.Xen => "xen",
        Platform.VirtualBox => "virtualbox",
        Platform.Vagrant => "vagrant",
        Platform.OpenVSwitch => "ovs",
        Platform.Bhyve => "bhyve",
        Platform.Qemu => "qemu",
        Platform.Firecracker => "firecracker",
        Platform.CloudHypervisor => "cloud-hypervisor",
        Platform.Nutanix => "nutanix",
        Platform.OVirt => "ovirt",
        _ => platform.ToString(),
    };

    /// <summary>The name that people read, also the heading of the platform's section in a rule page.</summary>
    public static string Title(this Platform platform) => platform switch
    {
        Platform.Libvirt => "libvirt",
        Platform.ProxmoxVe => "Proxmox VE",
        Platform.OpenStack => "OpenStack",
        Platform.Vmware => "VMware",
        Platform.KubeVirt => "KubeVirt",
        Platform.Harvester => "Harvester",
        Platform.HyperV => "Hyper-V",
        Platform.Terraform => "Terraform",
        Platform.Packer => "Packer",
        Platform.Ansible => "Ansible",
        Platform.Incus => "Incus and LXD",
        Platform.Xen => "Xen",
        Platform.VirtualBox => "VirtualBox",
        Platform.Vagrant => "Vagrant",
        Platform.OpenVSwitch => "Open vSwitch",
        Platform.Bhyve => "bhyve",
        Platform.Qemu => "QEMU",
        Platform.Firecracker => "Firecracker",
        Platform.CloudHypervisor => "Cloud Hypervisor",
        Platform.Nutanix => "Nutanix",
        Platform.OVirt => "oVirt",
        _ => platform.ToString(),
    };
}
