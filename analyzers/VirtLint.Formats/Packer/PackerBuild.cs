using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>A builder as it will run, whatever notation states it.</summary>
/// <param name="Builder">Its type: <c>qemu</c>, <c>vsphere-iso</c>.</param>
/// <param name="Name">What the template calls it.</param>
/// <param name="Node">Its arguments and nested blocks.</param>
/// <param name="Steps">What is done to the guest, one after the other; null where that is not known.</param>
/// <param name="Outcome">What is made of the result.</param>
/// <param name="Context">The file that declares it.</param>
internal sealed record PackerBuild(
    string Builder, string Name, ConfigNode Node, IReadOnlyList<PackerStep>? Steps, PackerOutcome Outcome, BindingContext Context)
{
    private static readonly string[] s_hypervisors = ["hypervisor", "nested", "kubernetes", "k8s", "openstack", "esx", "proxmox", "xcp-ng", "ovirt", "harvester", "hyper-v", "hyperv", "kvm"];

    /// <summary>Whether the result is called after what runs guests of its own; a build without a name is called after its builder.</summary>
    public bool IsHypervisor => Name != Builder && s_hypervisors.Any(word => Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether the guest ends as a template. Absent where the builder leaves that to a later step.</summary>
    public Fact<bool> EndsAsTemplate => BuildImage.IsTemplate(this) is var isTemplate && Outcome.IsChanged && !isTemplate.Is(true) ? Fact<bool>.Absent : isTemplate;

    /// <summary>
    /// The system that the virtual hardware is chosen for, where the template names it. The medium may well install a later
    /// one, which the hypervisor has no word for yet: of its support this says nothing. A TPM is given to clones, as a copied
    /// one has copied keys.
    /// </summary>
    public Fact<GuestSystem> System(string key, Vocabulary<GuestSystem> words) => Node.Find(key) is { Unresolved: null } system
        ? Facts.Read(Node, system, key, words, Context).Select(static named => named with { EndOfSupport = null, ExpectsTpm = false })
        : Fact<GuestSystem>.Absent;
}

/// <summary>What post-processors make of the result of a build.</summary>
/// <param name="IsBox">Whether they pack it as a Vagrant box.</param>
/// <param name="IsChanged">Whether one of them may add what the builder leaves out.</param>
internal readonly record struct PackerOutcome(bool IsBox, bool IsChanged)
{
    /// <param name="types">The types of the post-processors; <c>manifest</c> only tells what was built.</param>
    public static PackerOutcome Of(IReadOnlyCollection<string> types) =>
        new(types.Any(static type => type.StartsWith("vagrant", StringComparison.Ordinal)), types.Any(static type => type != "manifest"));
}

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

    /// <summary>Whether the build changes a guest that was made elsewhere: what it does not state, that one may have.</summary>
    public static bool StartsFromGuest(string type) => type is "proxmox-clone" or "vsphere-clone" or "vmware-vmx" or "virtualbox-ovf" or "virtualbox-vm" or "hyperv-vmcx";

    /// <summary>The platform of guests that are made of the result; null where that is a disk for any.</summary>
    public static Platform? PlatformOf(string type) =>
        IsProxmox(type) ? Platform.ProxmoxVe
        : IsVSphere(type) || IsVMware(type) ? Platform.Vmware
        : IsVirtualBox(type) ? Platform.VirtualBox
        : IsHyperV(type) ? Platform.HyperV
        : null;

    public static bool IsKnown(string type) =>
        IsQemu(type) || IsVSphere(type) || IsProxmox(type) || IsVMware(type) || IsVirtualBox(type) || IsHyperV(type);
}
