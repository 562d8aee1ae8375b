using VirtLint.Formats.Binding;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Tells of settings of a virtual system that exclude each other.</summary>
// vmware, govmomi, ovf/configspec.go: keys of vmw:Config
internal static class OvfCombinations
{
    private const string Vbs = "flags.vbsEnabled";

    private static readonly (string Key, string What)[] s_hotAdd = [("cpuHotAddEnabled", "processors"), ("memoryHotAddEnabled", "memory")];

    public static void Check(XmlElement hardware, BindingContext context)
    {
        if (!IsOn(hardware, Vbs))
            return;

        foreach (var (key, what) in s_hotAdd)
        {
            if (IsOn(hardware, key) && hardware.Find(PathOf(key)) is { } setting)
                VmxCombinations.ReportHotAdd(setting, Vbs, what, context);
        }
    }

    private static bool IsOn(XmlElement hardware, string key) => hardware.Find(PathOf(key)) is { } setting && OvfWords.Boolean.TryRead(setting.Value, out var isOn) && isOn;

    private static string PathOf(string key) => $"Config[@key='{key}']/@value";
}
