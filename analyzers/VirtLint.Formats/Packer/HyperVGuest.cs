using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.HyperV;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Binds what Hyper-V's builders give the guest that they export.</summary>
/// <remarks>packer-plugin-hyperv, builder/hyperv/common: CommonConfig.</remarks>
internal static class HyperVGuest
{
    private const string Place = "hyperv-iso, hyperv-vmcx";

    private const string Source = "packer-plugin-hyperv, CommonConfig";

    private static readonly BindingTable<VirtualMachine> s_guest = new BindingTable<VirtualMachine>(Platform.Packer, Place, Source)
        .Row("configuration_version", (m, f) => m.HardwareVersion = f, HyperVWords.Versions);

    private static readonly BindingTable<GuestFirmware> s_firmware = new BindingTable<GuestFirmware>(Platform.Packer, Place, Source)
        .Row("generation", (f, v) => f.Interface = v, Vocabulary.Of(("1", FirmwareInterface.Bios), ("2", FirmwareInterface.Uefi)))
        .Row("enable_secure_boot", (f, v) => f.SecureBoot = v, PackerWords.Flag, whenAbsent: false);

    private static readonly BindingTable<CpuFeature> s_nesting = new BindingTable<CpuFeature>(Platform.Packer, Place, Source)
        .Row("enable_virtualization_extensions", (c, f) => c.Policy = f, PackerWords.Feature);

    private static readonly BindingTable<NetworkInterface> s_adapter = new BindingTable<NetworkInterface>(Platform.Packer, Place, Source)
        .Row("enable_mac_spoofing", (n, f) => n.AllowsForgedSource = f, PackerWords.Flag, whenAbsent: false);

    public static IEnumerable<IBindingTable> Tables => [s_guest, s_firmware, s_nesting, s_adapter];

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        var (node, context) = (build.Node, build.Context);

        // Without an export, a disk is all that remains. How a box starts, and whether guests run in it, is its user's business.
        if (node.Find("skip_export") is { Value: "true" } || BuildImage.MakesBox(build))
            return;

        s_guest.Bind(machine, node, context);
        if (node.Find("generation") is { } generation)
            s_firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(generation.KeySpan), machine)), node, context);

        if (node.Find("enable_virtualization_extensions") is { } nesting)
            s_nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nesting.KeySpan), machine)), node, context);

        if (node.Find("enable_mac_spoofing") is { } spoofing)
            s_adapter.Bind(context.Add(new NetworkInterface("network adapter", context.Origin(spoofing.KeySpan), machine)), node, context);
    }
}
