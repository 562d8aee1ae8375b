using System;

namespace VirtLint.Model;

/// <summary>What the configuration says of one processor feature.</summary>
public enum CpuFeaturePolicy
{
    /// <summary>The guest gets it, or does not start.</summary>
    Required,

    /// <summary>The guest gets it where the host has it.</summary>
    Optional,

    /// <summary>The guest does not get it, although the host may have it.</summary>
    Disabled,
}

/// <summary>A feature of a guest's processor that the configuration names.</summary>
/// <param name="name">The feature in the words of QEMU and libvirt: <c>vmx</c>, <c>md-clear</c>.</param>
public sealed class CpuFeature(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    // libvirt, formatdomain.rst, "CPU model and topology" and "Hypervisor features" (cfpc, sbbc, ibs);
    // QEMU, docs/system/cpu-models-x86.rst.inc: features that a guest's kernel needs to protect itself.
    private static readonly string[] s_mitigations =
        ["spec-ctrl", "stibp", "ssbd", "amd-ssbd", "virt-ssbd", "ibpb", "md-clear", "cfpc", "sbbc", "ibs"];

    private static readonly string[] s_storeBypass = ["ssbd", "amd-ssbd", "virt-ssbd"];

    public override EntityKind Kind => EntityKind.CpuFeature;

    /// <summary>Whether the guest gets the feature.</summary>
    public Fact<CpuFeaturePolicy> Policy { get => field ?? Fact<CpuFeaturePolicy>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest can be a hypervisor by it.</summary>
    public bool OffersVirtualization => Name is "vmx" or "svm" or "nested-virt";

    /// <summary>Whether the guest's kernel needs it to protect itself against speculative execution.</summary>
    public bool IsMitigation => Array.IndexOf(s_mitigations, Name) >= 0;

    /// <summary>
    /// Whether another feature does this one's work, or says that the processor is not affected: store bypass has three
    /// switches by vendor and model.
    /// </summary>
    public bool IsReplacedBy(CpuFeature other) => Name switch
    {
        "md-clear" => other.Name is "mds-no",
        "ssbd" or "amd-ssbd" or "virt-ssbd" => other.Name is "ssb-no" or "amd-no-ssb" || (other.Name != Name && Array.IndexOf(s_storeBypass, other.Name) >= 0),
        _ => false,
    };
}
