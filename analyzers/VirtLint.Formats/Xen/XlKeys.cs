using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Syntax;
using VirtLint.Syntax.Xl;

namespace VirtLint.Formats.Xen;

/// <summary>The keys of xl.cfg and xl.conf. <c>xl</c> passes over any other in silence.</summary>
/// <remarks>// xl.cfg(5), xl.conf(5); tools/xl/xl_parse.c, xl.c. Keys that <c>xm</c> alone had are known, too.</remarks>
internal sealed class XlKeys : FormatSchema
{
    // xl.cfg(5), "SYNTAX": "BOOLEAN: A NUMBER interpreted as False (0) or True (any other value)"
    private static readonly ValueShape s_flag = new("a number: 0 or 1", static setting => !setting.IsQuoted || ValueShape.IsNumber(setting.Value, int.MinValue, int.MaxValue));

    private readonly KeySet _keys;

    private XlKeys(KeySet keys) => _keys = keys;

    public static XlKeys Guest { get; } = new(new KeySet("xl.cfg", KeyCoverage.Growing)
        .Keys(s_flag, Words(
            "acpi acpi_laptop_slate acpi_s3 acpi_s4 apic bootloader_restrict device_model_stubdomain_override dm_restrict driver_domain e820_host hap "
            + "hpet localtime msr_relaxed nestedhvm nographic nomigrate nx oos opengl pae pci_msitranslate pci_permissive pci_power_mgmt pci_seize pvshim "
            + "sdl spice spice_clipboard_sharing spiceagent_mouse spicedisable_ticketing spicevdagent stdvga usb vnc vncunused vpt_align xen_platform_pci"))
        .Keys(ValueShape.Any, Words(
            "acpi_firmware altp2m altp2m_count altp2mhvm arm_sci backend baseboard_asset_tag baseboard_location_in_chassis baseboard_manufacturer "
            + "baseboard_product_name baseboard_serial_number baseboard_version battery_device_name battery_manufacturer bios bios_path_override "
            + "bios_vendor bios_version blktap boot bootloader bootloader_args bootloader_user builder cap channel channels cmdline connection controller "
            + "cpu cpu_weight cpuid cpuid_check cpus cpus_soft device_model device_model_args device_model_args_hvm device_model_args_pv "
            + "device_model_override device_model_stubdomain_seclabel device_model_user device_model_version device_tree disk display dtdev "
            + "enclosure_asset_tag enclosure_manufacturer enclosure_serial_number extra extratime fda fdb features firmware firmware_override gateway "
            + "gfx_passthru gic_version grant_usage hdtype height hostaddr hostbus hostname hvm_pirq init_seclabel iomem ioports ip irq irqs kernel "
            + "keyboard keymap latency llc_colors max_event_channels max_grant_frames max_grant_version max_maptrack_frames maxmem maxvcpus mca_caps memory "
            + "mmio_hole monitor ms_vm_genid name netmask nics nr_spis oem on_crash on_poweroff on_reboot on_soft_reset on_watchdog on_xend_start "
            + "on_xend_stop p9 parallel passthrough path pci period platform pnode policy pool port ports pvcalls pvshim_cmdline pvshim_extra pvshim_path "
            + "ramdisk rdm rdm_mem_boundary root rtc_timeoffset seclabel security_model serial shadow shadow_memory size slice smbios smbios_firmware "
            + "soundhw spice_image_compression spice_streaming_video spicehost spicepasswd spiceport spicetls_port spiceusbredirection strategy "
            + "stubdomain_cmdline stubdomain_kernel stubdomain_memory stubdomain_ramdisk sve system_manufacturer system_product_name system_serial_number "
            + "system_version tag tee timer_mode transport trap_unmapped_accesses tsc_mode type usbctrl usbdev usbdevice usbversion uuid vcpus vdispl "
            + "vdistances vendor_device version vfb vga videoram vif vif2 vifname viridian virtio vkb vkb_device vmtrace_buf_kb vncdisplay vnclisten "
            + "vncpasswd vncviewer vnuma vpmu vscsi vsnd vtpm vuart width xauthority xen_platform_pci_bar_uc xend_suspend_evtchn_compat "
            + "xenstore_feature_mask xenstore_quota")));

    public static XlKeys Host { get; } = new(new KeySet("xl.conf", KeyCoverage.Growing)
        .Keys(s_flag, Words("run_hotplug_scripts claim_mode bootloader_restrict"))
        .Keys(ValueShape.Any, Words(
            "autoballoon lockfile vifscript vif.default.script defaultbridge vif.default.bridge vif.default.gatewaydev vif.default.backend output_format blkdev_start "
            + "max_grant_frames max_maptrack_frames max_grant_version vm.cpumask vm.hvm.cpumask vm.pv.cpumask domid_policy remus.default.netbufscript colo.default.proxyscript")));

    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is XlTree xl)
            new KeyCheck(context, tree.IsTemplate).Check(xl.Root, _keys);
    }

    private static string[] Words(string words) => words.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
