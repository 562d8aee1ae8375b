using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt;

/// <summary>The words of libvirt's storage that several documents share.</summary>
internal static class LibvirtWords
{
    /// <remarks>libvirt, src/conf/storage_source_conf.c: virStorageFileFormat; 'aio' is Xen's old word for raw.</remarks>
    public static Vocabulary<DiskFormat> Formats { get; } = Vocabulary.Of(
        ("raw", DiskFormat.Raw),
        ("aio", DiskFormat.Raw),
        ("none", DiskFormat.Other),
        ("dir", DiskFormat.Directory),
        ("bochs", DiskFormat.Other),
        ("cloop", DiskFormat.Other),
        ("dmg", DiskFormat.Other),
        ("iso", DiskFormat.Iso),
        ("vpc", DiskFormat.Vhd),
        ("vdi", DiskFormat.Vdi),
        ("fat", DiskFormat.Other),
        ("vhd", DiskFormat.Vhdx),
        ("ploop", DiskFormat.Ploop),
        ("cow", DiskFormat.Other),
        ("qcow", DiskFormat.Qcow),
        ("qcow2", DiskFormat.Qcow2),
        ("qed", DiskFormat.Qed),
        ("vmdk", DiskFormat.Vmdk),
        ("luks", DiskFormat.Luks));

    /// <remarks>formatstorageencryption.rst: 'default' means qcow, and both are refused since 4.5.0.</remarks>
    public static Vocabulary<DiskEncryption> Encryptions { get; } = Vocabulary.Of(
        ("luks", DiskEncryption.Luks),
        ("luks2", DiskEncryption.Luks),
        ("luks-any", DiskEncryption.Luks),
        ("qcow", DiskEncryption.LegacyQcow),
        ("default", DiskEncryption.LegacyQcow));
}
