using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>The vocabularies of the provider vmware/vsphere. // docs/resources/*.md</summary>
internal static class VsphereWords
{
    public static Vocabulary<FirmwareInterface> Firmware { get; } = Vocabulary.Of(("bios", FirmwareInterface.Bios), ("efi", FirmwareInterface.Uefi));

    /// <summary>The provider sends what is in the list whatever its case. // resource_vsphere_host.go: lockdown</summary>
    public static Vocabulary<HostLockdown> Lockdown { get; } = Vocabulary.OfAnyCase(
        ("disabled", HostLockdown.None), ("normal", HostLockdown.Normal), ("strict", HostLockdown.Strict));

    /// <summary>The families of network cards: of those that are at home here, the provider's default is the first.</summary>
    public static Vocabulary<DeviceFamily> Cards { get; } = Vocabulary.Of(
        ("vmxnet3", DeviceFamily.Current), ("e1000", DeviceFamily.Legacy), ("e1000e", DeviceFamily.Current), ("sriov", DeviceFamily.Current));

    public static Vocabulary<bool> BusSharing { get; } = Vocabulary.Of(("noSharing", false), ("physicalSharing", true), ("virtualSharing", true));

    public static Vocabulary<bool> TransientModes { get; } = Vocabulary.Of(
        ("persistent", false), ("independent_persistent", false), ("independent_nonpersistent", true), ("nonpersistent", true), ("undoable", false), ("append", true));

    public static Vocabulary<bool> Sharing { get; } = Vocabulary.Of(("sharingNone", false), ("sharingMultiWriter", true));

    public static Vocabulary<StoreKind> NasTypes { get; } = Vocabulary.Of(("NFS", StoreKind.Nfs), ("NFS41", StoreKind.Nfs));

    public static Vocabulary<StoreAuthentication> LibraryLogin { get; } = Vocabulary.Of(("NONE", StoreAuthentication.None), ("BASIC", StoreAuthentication.Secret));

    public static Vocabulary<TpmVersion> TpmVersions { get; } = Vocabulary.Of(("2.0", TpmVersion.V20), ("1.2", TpmVersion.V12));

    /// <summary>Whether a switch speaks of itself in CDP or LLDP. // vSphere API: LinkDiscoveryProtocolConfig</summary>
    public static Vocabulary<bool> Announcing { get; } = Vocabulary.OfAnyCase(("advertise", true), ("both", true), ("listen", false), ("none", false));
}
