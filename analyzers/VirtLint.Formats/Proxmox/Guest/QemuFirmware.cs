using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds firmware, Secure Boot keys and the virtual TPM.</summary>
internal static class QemuFirmware
{
    public static readonly BindingTable<GuestFirmware> Table = new BindingTable<GuestFirmware>(Platform.ProxmoxVe, "qemu-server/VMID.conf", "qm.conf(5)")
        .Row(
            "bios",
            (f, v) => f.Interface = v,
            Vocabulary.Of(("seabios", FirmwareInterface.Bios), ("ovmf", FirmwareInterface.Uefi)),
            whenAbsent: FirmwareInterface.Bios,
            source: "bios");

    /// <summary>The keys inside the <c>efidisk0</c> property string: Secure Boot is on in variables that bring its keys.</summary>
    public static readonly BindingTable<GuestFirmware> EfiDisk = new BindingTable<GuestFirmware>(Platform.ProxmoxVe, "qemu-server/VMID.conf: efidisk0", "qm.conf(5)")
        .Row("pre-enrolled-keys", (f, v) => f.SecureBoot = v, Vocabulary.PveBoolean, whenAbsent: false, source: "efidisk0")
        .Computed("(file)", f => f.SecureBoot, "bios ovmf without efidisk0", whenAbsent: "off", source: "efidisk0");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.ProxmoxVe, "qemu-server/VMID.conf: tpmstate0", "qm.conf(5)")
        .Row(
            "version",
            (t, f) => t.Version = f,
            Vocabulary.Of(("v1.2", TpmVersion.V12), ("v2.0", TpmVersion.V20)),
            whenAbsent: TpmVersion.V12,
            source: "tpmstate0");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        var firmware = context.Add(new GuestFirmware("firmware", machine.Origin, machine));
        Table.Bind(firmware, settings, context);
        if (settings.Find("efidisk0") is { } disk)
        {
            EfiDisk.Bind(firmware, PropertyString.Parse(disk, "file"), context);

            // The key only tells what the volume was made with: to write it does not enrol anything.
            firmware.SecureBoot = firmware.SecureBoot.Select(static isOn => isOn);
        }
        else if (settings.Find("bios") is { Value: "ovmf" } bios)
            firmware.SecureBoot = Fact.Default(false, context.Origin(bios.KeySpan), "qm.conf(5): efidisk0", "efidisk0");

        if (settings.Find("tpmstate0") is { } state)
        {
            var tpm = context.Add(new VirtualTpm("tpmstate0", context.Origin(state.KeySpan), machine));
            Tpm.Bind(tpm, PropertyString.Parse(state, "file"), context);
            tpm.Version = tpm.Version.Select(static version => version);
        }
    }
}
