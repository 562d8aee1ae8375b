using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>What truth values of builders say of a guest.</summary>
internal static class PackerWords
{
    public static Vocabulary<bool> Flag { get; } = Vocabulary.Of(("true", true), ("false", false));

    /// <summary>An argument that says the opposite of the fact.</summary>
    public static Vocabulary<bool> Opposite { get; } = Vocabulary.Of(("true", false), ("false", true));

    /// <summary>A processor's feature that a flag gives or takes.</summary>
    public static Vocabulary<CpuFeaturePolicy> Feature { get; } = Vocabulary.Of(("true", CpuFeaturePolicy.Required), ("false", CpuFeaturePolicy.Disabled));

    /// <summary>Network cards of vSphere, by the words of the library that makes them. // govmomi, object: EthernetCardTypes</summary>
    public static Vocabulary<DeviceFamily> VmwareCards { get; } = Vocabulary.OfAnyCase(
        ("vmxnet3", DeviceFamily.Current), ("vmxnet2", DeviceFamily.Current), ("vmxnet3vrdma", DeviceFamily.Current), ("e1000e", DeviceFamily.Current), ("sriov", DeviceFamily.Current),
        ("e1000", DeviceFamily.Legacy), ("pcnet32", DeviceFamily.Legacy));

    /// <summary>The firmware of VMware's builders, which have one word for UEFI with Secure Boot. // packer-plugin-vsphere, HardwareConfig: firmware</summary>
    public static Vocabulary<FirmwareInterface> Firmware { get; } = Vocabulary.Of(
        ("bios", FirmwareInterface.Bios), ("efi", FirmwareInterface.Uefi), ("efi-secure", FirmwareInterface.Uefi));

    /// <summary>The same word's other half: whether the firmware checks what it starts.</summary>
    public static Vocabulary<bool> SecureBoot { get; } = Vocabulary.Of(("efi-secure", true), ("efi", false), ("bios", false));
}
