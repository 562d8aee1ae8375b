using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Qemu;

/// <summary>QEMU's device models by the family that they belong to, in the spellings of libvirt and Proxmox VE.</summary>
internal static class QemuModels
{
    /// <remarks>libvirt, formatdomain.rst, "Network interfaces"; qm.conf(5): net[n].</remarks>
    public static Vocabulary<DeviceFamily> NetworkCards { get; } = new ModelVocabulary(
        "virtio",
        ("virtio", DeviceFamily.Virtio),
        ("virtio-transitional", DeviceFamily.Virtio),
        ("virtio-non-transitional", DeviceFamily.Virtio),
        ("vmxnet", DeviceFamily.Vmware),
        ("vmxnet2", DeviceFamily.Vmware),
        ("vmxnet3", DeviceFamily.Vmware),
        ("rtl8139", DeviceFamily.Legacy),
        ("ne2k_pci", DeviceFamily.Legacy),
        ("ne2k_isa", DeviceFamily.Legacy),
        ("pcnet", DeviceFamily.Legacy));

    /// <remarks>libvirt, formatdomain.rst, "Video devices"; qm.conf(5): vga.</remarks>
    public static Vocabulary<DeviceFamily> Video { get; } = new ModelVocabulary(
        "virtio",
        ("virtio", DeviceFamily.Virtio),
        ("virtio-gl", DeviceFamily.Virtio),
        ("vmvga", DeviceFamily.Vmware),
        ("vmware", DeviceFamily.Vmware),
        ("cirrus", DeviceFamily.Legacy));

    /// <remarks>libvirt, formatdomain.rst, "Controllers"; qm.conf(5): scsihw.</remarks>
    public static Vocabulary<DeviceFamily> LibvirtScsi { get; } = new ModelVocabulary(
        "virtio-scsi",
        ("virtio-scsi", DeviceFamily.Virtio),
        ("vmpvscsi", DeviceFamily.Vmware));

    public static Vocabulary<DeviceFamily> PveScsi { get; } = new ModelVocabulary(
        "virtio-scsi-single",
        ("virtio-scsi-pci", DeviceFamily.Virtio),
        ("virtio-scsi-single", DeviceFamily.Virtio),
        ("pvscsi", DeviceFamily.Vmware));

    /// <summary>An open vocabulary: a model that no row names is one of today's.</summary>
    private sealed class ModelVocabulary(string native, params (string Word, DeviceFamily Family)[] rows) : Vocabulary<DeviceFamily>
    {
        private readonly Dictionary<string, DeviceFamily> _families = ToDictionary(rows);

        public override string Expected => "a device model";

        public override bool TryRead(string text, out DeviceFamily value)
        {
            if (!_families.TryGetValue(text, out value))
                value = DeviceFamily.Current;

            return true;
        }

        public override string? Spell(DeviceFamily value) => value is DeviceFamily.Virtio ? native : null;

        private static Dictionary<string, DeviceFamily> ToDictionary((string Word, DeviceFamily Family)[] rows)
        {
            var families = new Dictionary<string, DeviceFamily>(StringComparer.Ordinal);
            foreach (var (word, family) in rows)
                families.Add(word, family);

            return families;
        }
    }
}
