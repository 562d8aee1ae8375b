using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>A guest's firmware, TPM and memory encryption.</summary>
internal static class MachineFirmware
{
    private const string Source = "KubeVirt user guide";

    public static readonly BindingTable<GuestFirmware> Table = new BindingTable<GuestFirmware>(Platform.KubeVirt, "VirtualMachine: domain.firmware.bootloader.efi", Source)
        .Row("secureBoot", (m, f) => m.SecureBoot = f, KubeWords.Flag, whenAbsent: true, source: "Virtual hardware: BIOS/UEFI")
        .Computed("domain.firmware.bootloader", m => m.Interface, "'efi' or 'bios'", whenAbsent: "bios", source: "Virtual hardware: BIOS/UEFI");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.KubeVirt, "VirtualMachine: domain.devices.tpm", Source)
        .Row("persistent", (t, f) => t.KeepsState = f, KubeWords.Flag, whenAbsent: false, source: "Persistent TPM and UEFI state");

    // kubevirt.io/api: SEV, "attestation", SEVPolicy, "encryptedState: defaults to false"
    public static readonly BindingTable<MemoryEncryption> Encryption = new BindingTable<MemoryEncryption>(Platform.KubeVirt, "VirtualMachine: domain.launchSecurity.sev", Source)
        .Row("policy.encryptedState", (m, f) => m.EncryptsRegisters = f, KubeWords.Flag, whenAbsent: false, source: "Confidential computing: AMD SEV-ES");

    public static void Bind(GuestSpec guest)
    {
        var (spec, context) = (guest.Spec, guest.Context);
        BindFirmware(guest);
        if (spec.Select("domain.devices.tpm") is YamlMapping tpm && tpm.TextAt("enabled") is not "false")
            Tpm.Bind(context.Add(new VirtualTpm("tpm", context.Origin(tpm.Anchor), guest.Machine)), tpm, context);

        if (spec.Select("domain.launchSecurity") is not YamlMapping security)
            return;

        var kind = security["sev"] is not null ? "sev" : security["snp"] is not null ? "snp" : "tdx";
        if (security.Find(kind) is not { } setting)
            return;

        var encryption = context.Add(new MemoryEncryption(kind, context.Origin(setting.KeySpan), guest.Machine));
        if (security[kind] is YamlMapping sev && kind == "sev")
            Encryption.Bind(encryption, sev, context);
    }

    private static void BindFirmware(GuestSpec guest)
    {
        var (spec, context) = (guest.Spec, guest.Context);
        // A kernel that is started directly passes the firmware by.
        if (spec.Select("domain.firmware.kernelBoot") is not null)
            return;

        var bootloader = spec.Find("domain.firmware.bootloader");
        var firmware = new GuestFirmware("firmware", context.Origin(bootloader?.KeySpan ?? spec.Find("domain")?.KeySpan ?? spec.Anchor), guest.Machine);
        if (spec.Select("domain.firmware.bootloader.efi") is { } efi)
        {
            context.Add(firmware);
            firmware.Interface = Yaml.Presence(spec, "domain.firmware.bootloader.efi", FirmwareInterface.Uefi, context);
            Table.Bind(firmware, efi, context);
        }
        else if (spec.Find("domain.firmware.bootloader.bios") is not null)
        {
            context.Add(firmware);
            firmware.Interface = Yaml.Presence(spec, "domain.firmware.bootloader.bios", FirmwareInterface.Bios, context);
        }
        else if (bootloader is null && !IsOtherArchitecture(spec))
        {
            context.Add(firmware);
            firmware.Interface = Facts.Default(context, FirmwareInterface.Bios, firmware.Origin.Span, $"{Source}, \"BIOS/UEFI\"", "domain.firmware.bootloader");
        }
    }

    /// <summary>Arm has no BIOS, and mainframes have neither. // KubeVirt, arm64 defaulter: bootloader</summary>
    private static bool IsOtherArchitecture(YamlMapping spec) => spec.TextAt("architecture") is { } architecture && architecture != "amd64";
}
