using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>What an image of Glance says of itself and of the guests that are made of it, whatever notation states it.</summary>
internal static class GlanceImages
{
    private const string Source = "Glance: useful image properties";

    private static readonly string[] s_commonMarks = ["golden", "base", "base-image", "public", "official", "common"];

    // Read by nova's libvirt driver alone. // nova/virt/libvirt
    private static readonly string[] s_kvmOnly = ["hw_machine_type", "hw_qemu_guest_agent", "hw_rng_model", "hw_firmware_type", "hw_mem_encryption", "hw_tpm_version"];

    private static readonly string[] s_virtioKeys = ["hw_vif_model", "hw_disk_bus", "hw_scsi_model", "hw_video_model"];

    private static readonly string[] s_signature = ["img_signature", "img_signature_hash_method", "img_signature_key_type", "img_signature_certificate_uuid"];

    private static readonly string[] s_telltalePrefixes = ["trait:", "hw_mem_encryption", "os_secure_boot", "hw_tpm", "img_signature", "license", "licence", "billing"];

    // glance, useful-image-properties.rst: hw_qemu_guest_agent, hw_watchdog_action
    public static readonly BindingTable<VirtualMachine> Health = new BindingTable<VirtualMachine>(Platform.OpenStack, "image properties: health", Source)
        .Row("hw_qemu_guest_agent", (m, f) => m.GuestAgent = f, Oslo.Words(true, false), source: "hw_qemu_guest_agent")
        .Row("hw_watchdog_action", (m, f) => m.Watchdog = f, Vocabulary.Of(("reset", true), ("poweroff", true), ("pause", true), ("none", false), ("disabled", false)), source: "hw_watchdog_action");

    public static Vocabulary<ImageVisibility> Visibility { get; } = Vocabulary.Of(
        ("private", ImageVisibility.Private), ("shared", ImageVisibility.Shared), ("community", ImageVisibility.Community), ("public", ImageVisibility.Public));

    /// <remarks>Glance, "Disk and container formats"</remarks>
    public static Vocabulary<DiskFormat> Formats { get; } = Vocabulary.Of(
        ("raw", DiskFormat.Raw), ("qcow2", DiskFormat.Qcow2), ("vmdk", DiskFormat.Vmdk), ("vhd", DiskFormat.Vhd), ("vhdx", DiskFormat.Vhdx), ("vdi", DiskFormat.Vdi),
        ("iso", DiskFormat.Iso), ("ploop", DiskFormat.Ploop), ("aki", DiskFormat.Other), ("ari", DiskFormat.Other), ("ami", DiskFormat.Other));

    public static readonly BindingTable<Image> Properties = new BindingTable<Image>(Platform.OpenStack, "image properties", Source)
        .Computed("hypervisor_type, or a property that one hypervisor alone reads", i => i.Target, "a hypervisor")
        .Computed("img_signature and its companions", i => i.IsVouchedFor, "a signature")
        .Computed("trait:*, hw_mem_encryption, os_secure_boot, hw_tpm_*, img_signature, licences", i => i.TelltaleProperty, "any value")
        .Computed("name, tags", i => i.CommonMark, "a word such as 'golden' or 'base'");

    public static readonly BindingTable<VirtualDevice> Devices = new BindingTable<VirtualDevice>(Platform.OpenStack, "image properties", Source)
        .Computed("hw_vif_model, hw_video_model, hw_scsi_model", d => d.Family, "a device model");

    // nova, secure-boot.rst; uefi.rst: a BIOS unless the image says otherwise, on x86
    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.OpenStack, "image properties: firmware", "nova: uefi.rst, secure-boot.rst")
        .Row("hw_firmware_type", (f, v) => f.Interface = v, Vocabulary.Of(("bios", FirmwareInterface.Bios), ("uefi", FirmwareInterface.Uefi)), FirmwareInterface.Bios, "hw_firmware_type")
        .Row("os_secure_boot", (f, v) => f.SecureBoot = v, Vocabulary.Of(("required", true), ("disabled", false), ("optional", false)), source: "os_secure_boot");

    // nova, sev.rst: AMD SEV unless a model says otherwise
    public static readonly BindingTable<MemoryEncryption> Encryption = new BindingTable<MemoryEncryption>(Platform.OpenStack, "image properties: memory encryption", "nova: sev.rst")
        .Row("hw_mem_encryption_model", (e, v) => e.EncryptsRegisters = v, Vocabulary.Of(("amd-sev", false), ("amd-sev-es", true), ("amd-sev-snp", true)), false, "hw_mem_encryption_model");

    public static IReadOnlyList<IBindingTable> Tables => [Properties, Health, Devices, Firmware, Encryption];

    /// <summary>The marks of a common image: a word at either end of its name, or a tag.</summary>
    public static void BindMarks(Image image, Setting? name, IEnumerable<Literal> tags, BindingContext context)
    {
        foreach (var tag in tags)
        {
            if (s_commonMarks.Contains(tag.Text, StringComparer.OrdinalIgnoreCase))
                image.CommonMark = Fact.Stated(tag.Text, context.Origin(tag.Span), tag.Text);
        }

        if (name is { Unresolved: { } reason } && !image.CommonMark.IsKnown)
            image.CommonMark = Fact<string>.Unresolved(context.Origin(name.ValueSpan), name.Value, reason, name.Key);
        else if (name is { Unresolved: null } && Array.Find(s_commonMarks, mark => IsEdge(name.Value, mark)) is { } word && !image.CommonMark.IsKnown)
            image.CommonMark = Fact.Stated(word, context.Origin(name.ValueSpan), name.Value);
    }

    /// <param name="properties">The image's free properties; null when it has none.</param>
    public static void BindProperties(Image image, SettingScope? properties, BindingContext context)
    {
        if (properties is null)
            return;

        image.Target = TargetOf(properties, context);
        if (s_signature.Select(properties.Find).FirstOrDefault(static setting => setting is not null) is { } signature)
            image.IsVouchedFor = Fact.Stated(true, context.Origin(signature.ValueSpan), signature.Value, signature.Key);

        if (properties.Settings.FirstOrDefault(static setting => Array.Exists(s_telltalePrefixes, prefix => setting.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) is { } telltale)
            image.TelltaleProperty = Fact.Stated(telltale.Key, context.Origin(telltale.KeySpan), telltale.Key, telltale.Key);

        BindGuest(image, properties, context);
    }

    /// <summary>An image without evidence is one that nobody vouches for; properties that are not known may hold it.</summary>
    /// <param name="properties">The argument that holds the properties.</param>
    /// <param name="anchor">The argument that a digest would stand beside.</param>
    public static void BindEvidence(Image image, Setting? properties, Setting anchor, string source, BindingContext context)
    {
        if (image.IsVouchedFor.State is not FactState.Absent)
            return;

        image.IsVouchedFor = properties is { Unresolved: { } reason }
            ? Fact<bool>.Unresolved(context.Origin(properties.ValueSpan), properties.Value, reason, properties.Key)
            : Facts.Default(context, false, anchor.ValueSpan, source);
    }

    /// <summary>Properties decide about guests of the image like a profile does.</summary>
    private static void BindGuest(Image image, SettingScope properties, BindingContext context)
    {
        VirtualMachine? guest = null;
        VirtualMachine Guest() => guest ??= context.Add(new VirtualMachine(image.Name, image.Origin) { IsProfile = true, HasPlaceForLabels = false, DeployedTo = Platform.OpenStack });

        if (image.Target.Is(ImageTarget.Kvm))
        {
            foreach (var (key, role, vocabulary) in new[]
            {
                ("hw_vif_model", DeviceRole.NetworkCard, QemuModels.NetworkCards),
                ("hw_video_model", DeviceRole.Video, QemuModels.Video),
                ("hw_scsi_model", DeviceRole.StorageController, QemuModels.LibvirtScsi),
            })
            {
                if (properties.Find(key) is { } model)
                    context.Add(new VirtualDevice(key, role, context.Origin(model.KeySpan), Guest())).Family = Facts.Read(properties, model, key, vocabulary, context);
            }
        }

        if (Health.Rows.Any(row => properties.Find(row.Key) is not null))
            Health.Bind(Guest(), properties, context);

        if ((properties.Find("os_secure_boot") ?? properties.Find("hw_firmware_type")) is { } firmware && (image.Target.State is FactState.Absent || image.Target.Is(ImageTarget.Kvm)) && properties.Find("hw_architecture") is null)
            Firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(firmware.KeySpan), Guest())), properties, context);

        if (properties.Find("hw_mem_encryption") is { } encryption && Oslo.Boolean.TryRead(encryption.Value, out var isOn) && isOn)
            Encryption.Bind(context.Add(new MemoryEncryption("hw_mem_encryption", context.Origin(encryption.KeySpan), Guest())), properties, context);
    }

    private static Fact<ImageTarget> TargetOf(SettingScope properties, BindingContext context)
    {
        if ((properties.Find("img_hv_type") ?? properties.Find("hypervisor_type")) is { } stated)
        {
            return stated.Value.ToLowerInvariant() switch
            {
                "qemu" or "kvm" => Facts.Of(properties, stated, static _ => ImageTarget.Kvm, context),
                "vmware" => Facts.Of(properties, stated, static _ => ImageTarget.Vmware, context),
                "hyperv" => Facts.Of(properties, stated, static _ => ImageTarget.HyperV, context),
                "xen" => Facts.Of(properties, stated, static _ => ImageTarget.Xen, context),
                _ => Fact<ImageTarget>.Absent,
            };
        }

        if (properties.Settings.FirstOrDefault(static setting => setting.Key.StartsWith("vmware_", StringComparison.Ordinal)) is { } vmware)
            return Fact.Stated(ImageTarget.Vmware, context.Origin(vmware.KeySpan), vmware.Key, vmware.Key);

        var own = s_kvmOnly.Select(properties.Find).FirstOrDefault(static setting => setting is not null)
            ?? s_virtioKeys.Select(properties.Find).FirstOrDefault(static setting => setting is { Unresolved: null } && setting.Value.StartsWith("virtio", StringComparison.Ordinal));
        return own is null ? Fact<ImageTarget>.Absent : Fact.Stated(ImageTarget.Kvm, context.Origin(own.KeySpan), own.Key, own.Key);
    }

    private static bool IsEdge(string name, string word)
    {
        if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLetterOrDigit(name[word.Length])))
            return true;

        var before = name.Length - word.Length - 1;
        return before >= 0 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(name[before]);
    }
}
