using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;

namespace VirtLint.Formats.Packer;

/// <summary>A builder as it will run, whatever notation states it.</summary>
/// <param name="Builder">Its type: <c>qemu</c>, <c>vsphere-iso</c>.</param>
/// <param name="Name">What the template calls it.</param>
/// <param name="Node">Its arguments and nested blocks.</param>
/// <param name="Steps">What is done to the guest, one after the other; null where that is not known.</param>
/// <param name="IsBaseBox">Whether the result is packed as a Vagrant box.</param>
/// <param name="Context">The file that declares it.</param>
internal sealed record PackerBuild(
    string Builder, string Name, ConfigNode Node, IReadOnlyList<PackerStep>? Steps, bool IsBaseBox, BindingContext Context);

/// <summary>A provisioner.</summary>
/// <param name="Type">Its type: <c>shell</c>, <c>ansible</c>.</param>
/// <param name="Node">Its arguments.</param>
internal sealed record PackerStep(string Type, ConfigNode Node);

/// <summary>The builders of guests, by the platform that runs them.</summary>
internal static class Builders
{
    public static bool IsQemu(string type) => type is "qemu";

    public static bool IsVSphere(string type) => type is "vsphere-iso" or "vsphere-clone";

    public static bool IsProxmox(string type) => type is "proxmox-iso" or "proxmox-clone" or "proxmox";

    public static bool IsVMware(string type) => type is "vmware-iso" or "vmware-vmx";

    public static bool IsVirtualBox(string type) => type is "virtualbox-iso" or "virtualbox-ovf" or "virtualbox-vm";

    public static bool IsHyperV(string type) => type is "hyperv-iso" or "hyperv-vmcx";

    public static bool IsKnown(string type) =>
        IsQemu(type) || IsVSphere(type) || IsProxmox(type) || IsVMware(type) || IsVirtualBox(type) || IsHyperV(type);
}
