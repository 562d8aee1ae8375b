using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Binds what builders of VMware's desktop products leave in the <c>.vmx</c> file of their guest.</summary>
/// <remarks>packer-plugin-vmware, builder/vmware/common: vmx_config.go, step_configure_vmx.go, step_clean_vmx.go.</remarks>
internal static class VmwareGuest
{
    private const string Place = "vmware-iso, vmware-vmx";

    private const string Maps = "vmware-iso, vmware-vmx: vmx_data, vmx_data_post";

    private const string Source = "packer-plugin-vmware, Config";

    private const string Vnc = "RemoteDisplay.vnc.";

    private static readonly string[] s_ofUser = ["vhv.enable", "firmware", "uefi.secureBoot.enabled"];

    private static readonly AdvancedSettings s_settings = new(
        AdvancedSettings.OfGuest(new BindingTable<VirtualMachine>(Platform.Packer, Maps, VmxFormat.Guide))
            .Row("virtualHW.version", (m, f) => m.HardwareVersion = f, VmxWords.Hardware, source: "guest-8.virtual-hardware")
            .Computed("sched.mem.pshare.salt", m => m.MergesMemory, "a salt: guests that have the same share pages")
            .Computed("guestinfo.userdata", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloud-init, datasources/vmware.rst: guestinfo")
            .Computed("guestinfo.*", m => m.UserDataSecret, "a password by its name, or one in user data of cloud-init", source: "cloud-init, datasources/vmware.rst: guestinfo"),
        new SideChannels(Platform.Packer, Maps));

    private static readonly BindingTable<VirtualMachine> s_guest = new BindingTable<VirtualMachine>(Platform.Packer, Place, Source)
        .Row("version", (m, f) => m.HardwareVersion = f, VmxWords.Hardware)
        .Computed("guest_os_type", m => m.OperatingSystem, "an identifier of a guest operating system");

    private static readonly BindingTable<GuestFirmware> s_firmware = new BindingTable<GuestFirmware>(Platform.Packer, Place, Source)
        .Row("firmware", (m, f) => m.Interface = f, PackerWords.Firmware)
        .Row("firmware", (m, f) => m.SecureBoot = f, PackerWords.SecureBoot);

    private static readonly BindingTable<CpuFeature> s_nesting = new BindingTable<CpuFeature>(Platform.Packer, Place, Source)
        .Row("vhv_enabled", (c, f) => c.Policy = f, PackerWords.Feature);

    public static IEnumerable<IBindingTable> Tables =>
    [
        .. s_settings.Tables,
        s_guest,
        s_firmware,
        s_nesting,
        new BindingTable<GuestFirmware>(Platform.Packer, Maps, VmxFormat.Guide)
            .Computed("firmware", f => f.Interface, "'bios' or 'efi'", source: "guest-8.secure-boot")
            .Computed("uefi.secureBoot.enabled", f => f.SecureBoot, "'TRUE' or 'FALSE'", source: "guest-8.secure-boot"),
        new BindingTable<CpuFeature>(Platform.Packer, Maps, VmxFormat.Guide)
            .Computed("vhv.enable", c => c.Policy, "'TRUE' or 'FALSE'"),
        new BindingTable<MigrationPolicy>(Platform.Packer, Maps, VmxFormat.Guide)
            .Computed("migrate.encryptionMode", m => m.Protection, "'disabled', 'opportunistic' or 'required'", source: "vm-8.vmotion-encrypted"),
        new BindingTable<RawArgument>(Platform.Packer, Maps, "vivisect, vtrace: debugStub.listen.guest32")
            .Computed("debugStub.listen.guest32, debugStub.listen.guest64", a => a.Effect, "TRUE")
            .Computed("debugStub.listen.guest32.remote, debugStub.listen.guest64.remote", a => a.Listens, "TRUE for every address", "the loopback address"),
        new BindingTable<RemoteConsole>(Platform.Packer, Maps, VmxFormat.Guide)
            .Computed("RemoteDisplay.vnc.enabled", c => c.Protocol, "TRUE, with 'disable_vnc'")
            .Computed("RemoteDisplay.vnc.ip", c => c.Address, "an address")
            .Computed("RemoteDisplay.vnc.password", c => c.Password, "text")
            .Computed("RemoteDisplay.vnc.password, RemoteDisplay.vnc.key", c => c.Authentication, "whether one of them is there", "nobody is asked")
            .Computed("RemoteDisplay.maxConnections", c => c.MaxViewers, "a whole number", source: "vm-8.limit-console-connections")
            .Computed("tools.guest.desktop.autolock", c => c.LocksGuest, "'TRUE' or 'FALSE'", source: "vm-8.vmrc-lock"),
    ];

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        var (node, context) = (build.Node, build.Context);
        s_guest.Bind(machine, node, context);
        machine.OperatingSystem = build.System("guest_os_type", VmxWords.System);
        var isBox = BuildImage.MakesBox(build);
        if (!isBox && node.Find("firmware") is { } firmware)
            s_firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(firmware.KeySpan), machine)), node, context);

        if (!isBox && node.Find("vhv_enabled") is { } nesting)
            s_nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nesting.KeySpan), machine)), node, context);

        List<ConfigNode> maps = [.. node.Nodes("vmx_data_post"), .. node.Nodes("vmx_data")];
        if (maps.Count == 0)
            return;

        var settings = new BuildSettings(maps, key => IsKept(key, node, isBox));
        s_settings.Bind(machine, settings, context);
        VmxDebugger.Bind(machine, settings, context);
        if ((settings.Find("firmware") ?? settings.Find("uefi.secureBoot.enabled")) is not { } boot)
            return;

        using (context.Partially(true))
            VmxFormat.Firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(boot.KeySpan), machine)), settings, context);
    }

    /// <summary>
    /// Whether a key is one of the result, and worth a word there. The builder switches VNC off when it is done, whatever was
    /// stated of it. A desktop product draws for somebody who sits before the screen, and how a box starts, and whether guests
    /// run in it, is the business of whoever uses it.
    /// </summary>
    private static bool IsKept(string key, ConfigNode node, bool isBox) =>
        key.StartsWith(Vnc, StringComparison.OrdinalIgnoreCase) ? node.Find("disable_vnc") is { Value: "true" }
        : !key.Equals("mks.enable3d", StringComparison.OrdinalIgnoreCase) && !(isBox && Array.Exists(s_ofUser, own => own.Equals(key, StringComparison.OrdinalIgnoreCase)));
}
