using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>Tells of settings of a <c>.vmx</c> file that exclude each other, or do nothing beside each other.</summary>
internal static class VmxCombinations
{
    /// <summary>Windows' own virtualization-based security.</summary>
    public const string Vbs = "windows.vbs.enabled";
    private const string Vnc = "RemoteDisplay.vnc.enabled";

    // govmomi, vim25/types/hardware_version.go: "VMX17 was introduced in ESXi 7.0"
    private const int HardwareOfEsxi7 = 17;

    private static readonly (string Key, string What)[] s_hotAdd = [("vcpu.hotadd", "processors"), ("mem.hotadd", "memory")];

    private static readonly string[] s_forVbs = ["uefi.secureBoot.enabled", "vvtd.enable", "vhv.enable"];

    /// <summary>Whether every host that can run the machine is without a server of VNC. // VMware vSphere 7.0 Release Notes: "Removal of VNC Server from ESXi"</summary>
    public static bool LacksVnc(VmxScope root) => VmxWords.HardwareNumber(root) >= HardwareOfEsxi7 && VmxProduct.IsOnEsxi(root);

    public static void Check(VmxScope root, BindingContext context)
    {
        if (LacksVnc(root) && VmxWords.IsOn(root, Vnc) && root.Find(Vnc) is { } vnc)
            ReportIdle(vnc, $"'{vnc.Key}' opens no console: since 7.0, ESXi has no VNC server, and no older one can run this machine", context);

        foreach (var (name, adapter) in root.Devices(static name => VmxDevices.IsNumbered(name, "ethernet")))
            CheckAddress(name, adapter, context);

        if (VmxProduct.IsOnEsxi(root))
            CheckFolders(root, context);

        CheckCompanions(root, context);

        // Workstation has rules of its own.
        if (VmxWords.IsOn(root, Vbs) && VmxProduct.DesktopMark(root) is null)
        {
            foreach (var (key, what) in s_hotAdd)
            {
                if (VmxWords.IsOn(root, key) && root.Find(key) is { } setting)
                    ReportHotAdd(setting, Vbs, what, context);
            }
        }
    }

    /// <summary>What stands on the firmware, or on the processor's own virtualization. // terraform-provider-vsphere, docs/resources/virtual_machine.md: vtpm, vbs_enabled</summary>
    private static void CheckCompanions(VmxScope root, BindingContext context)
    {
        if (context.IsPartial)
            return;

        var firmware = root.Find("firmware");
        var isBios = firmware is null || firmware.Value.Equals("bios", StringComparison.OrdinalIgnoreCase);
        if (VmxWords.IsOn(root, "vtpm.present") && isBios && root.Find("vtpm.present") is { } tpm)
            ReportCompanion(tpm, "'vtpm' needs the firmware 'efi', and the firmware is 'bios'", context);

        if (!VmxWords.IsOn(root, Vbs) || root.Find(Vbs) is not { } vbs)
            return;

        if (isBios)
            ReportCompanion(vbs, $"'{vbs.Key}' needs the firmware 'efi', and the firmware is 'bios'", context);
        else if (Array.Find(s_forVbs, key => root.Find(key) is not { } setting || (VmxWords.Boolean.TryRead(setting.Value, out var isOn) && !isOn)) is { } missing)
            ReportCompanion(vbs, $"'{vbs.Key}' needs '{missing}', which is off", context);
    }

    public static void ReportCompanion(Setting setting, string message, BindingContext context) =>
        context.ReportOnce(SettingIssueKind.MissingCompanionSetting, setting.Key, setting.ValueSpan, message);

    /// <summary>// vSphere Security: Virtualization-based Security Best Practices, unsupported features</summary>
    public static void ReportHotAdd(Setting setting, string protection, string what, BindingContext context) => context.Report(
        SettingIssueKind.ConflictingKeys, setting.Key, setting.ValueSpan,
        $"'{protection}' and adding {what} to the running machine exclude each other: vSphere supports no machine that has both");

    /// <summary>// libvirt, src/vmx/vmx.c: virVMXParseEthernet, 'static' has 'address', 'generated' and 'vpx' have 'generatedAddress'</summary>
    private static void CheckAddress(string name, VmxScope adapter, BindingContext context)
    {
        if (VmxDevices.IsPresent(adapter) && adapter.Find("address") is { IsConditional: false } address && adapter.Find("addressType") is { IsConditional: false } type
            && (type.Value.Equals("generated", StringComparison.OrdinalIgnoreCase) || type.Value.Equals("vpx", StringComparison.OrdinalIgnoreCase)))
        {
            ReportIdle(address, $"'{name}.address' is not used, because 'addressType' is '{type.Value}': the adapter has another address than the file shows", context);
        }
    }

    /// <summary>// VMware Tools: VMware Tools Service, "Sharing folders … on VMware Workstation and VMware Fusion"</summary>
    private static void CheckFolders(VmxScope root, BindingContext context)
    {
        foreach (var (name, folder) in root.Devices(static name => VmxDevices.IsNumbered(name, "sharedFolder")))
        {
            if (VmxDevices.IsPresent(folder) && folder.Find("present") is { } present)
                ReportIdle(present, $"'{name}' shares nothing: shared folders are of Workstation and Fusion, and this machine is on ESXi", context);
        }
    }

    private static void ReportIdle(Setting setting, string message, BindingContext context) =>
        context.Report(SettingIssueKind.SettingWithoutEffect, setting.Key, setting.ValueSpan, message);
}
