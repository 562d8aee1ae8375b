using System;
using VirtLint.Formats.Binding;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Tells of settings of a virtual system that exclude each other.</summary>
// vmware, govmomi, ovf/configspec.go: keys of vmw:Config
internal static class OvfCombinations
{
    private const string Vbs = "flags.vbsEnabled";

    private static readonly (string Key, string What)[] s_hotAdd = [("cpuHotAddEnabled", "processors"), ("memoryHotAddEnabled", "memory")];

    private static readonly string[] s_forVbs = ["bootOptions.efiSecureBootEnabled", "flags.vvtdEnabled", "nestedHVEnabled"];

    /// <summary>Whether Windows' own virtualization-based security is on.</summary>
    public static bool HasVbs(XmlElement hardware) => IsOn(hardware, Vbs);

    public static void Check(XmlElement hardware, BindingContext context)
    {
        if (!IsOn(hardware, Vbs) || hardware.Find(PathOf(Vbs)) is not { } vbs)
            return;

        // What is not stated, whoever deploys the machine may add.
        if (hardware.Find(PathOf("firmware")) is { } firmware && firmware.Value.Equals("bios", StringComparison.OrdinalIgnoreCase))
            VmxCombinations.ReportCompanion(vbs, $"'{Vbs}' needs the firmware 'efi', and the firmware is 'bios'", context);
        else if (Array.Find(s_forVbs, key => hardware.Find(PathOf(key)) is { } setting && OvfWords.Boolean.TryRead(setting.Value, out var isOn) && !isOn) is { } missing)
            VmxCombinations.ReportCompanion(vbs, $"'{Vbs}' needs '{missing}', which is off", context);

        foreach (var (key, what) in s_hotAdd)
        {
            if (IsOn(hardware, key) && hardware.Find(PathOf(key)) is { } setting)
                VmxCombinations.ReportHotAdd(setting, Vbs, what, context);
        }
    }

    private static bool IsOn(XmlElement hardware, string key) => hardware.Find(PathOf(key)) is { } setting && OvfWords.Boolean.TryRead(setting.Value, out var isOn) && isOn;

    private static string PathOf(string key) => $"Config[@key='{key}']/@value";
}
