using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds firmware, Secure Boot and the virtual TPM: formatdomain.rst, "Operating system booting" and "TPM device".</summary>
internal static class DomainFirmware
{
    private const string Source = "formatdomain.rst: BIOS bootloader";

    public static readonly BindingTable<GuestFirmware> Table = new BindingTable<GuestFirmware>(Platform.Libvirt, "domain: os", "formatdomain.rst")
        .Row("firmware/feature[@name='secure-boot']/@enabled", (f, v) => f.SecureBoot = v, Vocabulary.YesNo, source: "BIOS bootloader")
        .Row("firmware/feature[@name='enrolled-keys']/@enabled", (f, v) => f.HasEnrolledKeys = v, Vocabulary.YesNo, source: "BIOS bootloader")
        .Row("loader/@readonly", (f, v) => f.IsReadOnly = v, Vocabulary.YesNo, source: "BIOS bootloader")
        .Row("loader/text()", (f, v) => f.Image = v, Vocabulary.Text, source: "BIOS bootloader")
        .Computed(
            "@firmware, loader/@type", f => f.Interface,
            "'bios' or 'efi'; a loader of type 'pflash' is UEFI",
            whenAbsent: "bios, of a q35 board that nothing else boots",
            source: "BIOS bootloader");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.Libvirt, "domain: devices/tpm", "formatdomain.rst: TPM device")
        .Row("backend/@version", (t, f) => t.Version = f, Vocabulary.Of(("1.2", TpmVersion.V12), ("2.0", TpmVersion.V20)))
        .Row(
            "backend/@type",
            (t, f) => t.Backend = f,
            Vocabulary.Of(("emulator", TpmBackend.Emulated), ("passthrough", TpmBackend.Host), ("external", TpmBackend.External)));

    private static readonly Vocabulary<FirmwareInterface> s_interfaces = Vocabulary.Of(("bios", FirmwareInterface.Bios), ("efi", FirmwareInterface.Uefi));

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        if (domain.Element("os") is { } os)
        {
            var firmware = context.Add(new GuestFirmware("firmware", context.Origin(os.NameSpan), machine));
            firmware.Interface = Interface(os, domain, context);
            Table.Bind(firmware, os, context);
        }

        var index = 0;
        foreach (var element in Devices.Of(domain, "tpm"))
            Tpm.Bind(context.Add(new VirtualTpm($"tpm{index++}", context.Origin(element.NameSpan), machine)), element, context);
    }

    private static Fact<FirmwareInterface> Interface(XmlElement os, XmlElement domain, BindingContext context)
    {
        if (os.Find("@firmware") is { } stated)
            return Facts.Read(os, stated, "@firmware", s_interfaces, context);

        // formatdomain.rst, "BIOS bootloader": pflash is how UEFI is mapped; a file of type rom can be either.
        if (os.Find("loader/@type") is { Value: "pflash" } type)
            return Fact.Stated(FirmwareInterface.Uefi, context.Origin(type.ValueSpan), type.Value, "loader/@type");

        return os.Element("loader") is null && os.Element("nvram") is null && os.Element("kernel") is null && DomainQemu.IsQ35(domain)
            ? Facts.Read(os, "@firmware", s_interfaces, FirmwareInterface.Bios, Source, context)
            : Fact<FirmwareInterface>.Absent;
    }
}
