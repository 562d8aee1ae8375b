using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Tells of protections of <c>vsphere_virtual_machine</c> that are switched on without what they stand on.</summary>
/// <remarks>docs/resources/virtual_machine.md: vbs_enabled, vtpm; an argument that is not stated is sent as false, firmware as "bios".</remarks>
internal static class MachineRequirements
{
    private static readonly string[] s_forVbs = ["efi_secure_boot_enabled", "vvtd_enabled", "nested_hv_enabled"];

    private static readonly (string Key, string What)[] s_hotAdd = [("cpu_hot_add_enabled", "processors"), ("memory_hot_add_enabled", "memory")];

    public static void Check(ConfigNode node, BindingContext context)
    {
        if (node.Node("ovf_deploy") is not null)
            return;

        var firmware = node.Find("firmware");
        var isBios = firmware is null || (firmware.Unresolved is null && firmware.Value == "bios");
        if (node.Node("vtpm") is { } tpm && isBios)
            Report("vtpm", tpm.Anchor, "'vtpm' is refused, because the firmware is not 'efi'", context);

        if (node.Find("vbs_enabled") is not { Value: "true" } vbs)
            return;

        foreach (var (key, what) in s_hotAdd)
        {
            if (node.Find(key) is { Value: "true" } hotAdd)
                VmxCombinations.ReportHotAdd(hotAdd, "vbs_enabled", what, context);
        }

        if (isBios)
        {
            Report("vbs_enabled", vbs.ValueSpan, "'vbs_enabled' needs the firmware 'efi', and the firmware is 'bios'", context);
            return;
        }

        foreach (var key in s_forVbs)
        {
            if (node.Find(key) is null or { Unresolved: null, Value: "false" })
            {
                Report("vbs_enabled", vbs.ValueSpan, $"'vbs_enabled' needs '{key}', which is off", context);
                return;
            }
        }
    }

    private static void Report(string key, Microsoft.CodeAnalysis.Text.TextSpan span, string message, BindingContext context) =>
        context.ReportOnce(SettingIssueKind.MissingCompanionSetting, key, span, message);
}
