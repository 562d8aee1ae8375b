using System;
using System.Linq;
using VirtLint.Syntax;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>Which of VMware's products a machine's file was written for, where something in it tells.</summary>
// libvirt, src/vmx/vmx.c: virVMXParseEthernet
internal static class VmxProduct
{
    private const string Adapter = "ethernet";

    /// <summary>What tells Workstation and Fusion from ESXi; null where nothing does.</summary>
    public static Setting? DesktopMark(VmxScope root) => IsOnEsxi(root) ? null : root.Settings.FirstOrDefault(static setting =>
        (IsOfAdapter(setting, ".vnet") || (IsOfAdapter(setting, ".connectionType") && IsDesktopConnection(setting.Value)))
        || setting.Key.StartsWith("gui.", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the machine is one of ESXi: network adapters of ESXi name port groups, or a distributed switch.</summary>
    public static bool IsOnEsxi(VmxScope root) => root.Settings.Any(static setting =>
        IsOfAdapter(setting, ".dvs.switchId")
        || (IsOfAdapter(setting, ".networkName") && setting.Value.Length > 0 && !setting.Value.StartsWith("VMnet", StringComparison.OrdinalIgnoreCase)));

    private static bool IsOfAdapter(Setting setting, string name) =>
        setting.Key.StartsWith(Adapter, StringComparison.OrdinalIgnoreCase) && setting.Key.EndsWith(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsDesktopConnection(string connection) =>
        connection.Equals("nat", StringComparison.OrdinalIgnoreCase) || connection.Equals("bridged", StringComparison.OrdinalIgnoreCase)
        || connection.Equals("hostonly", StringComparison.OrdinalIgnoreCase) || connection.Equals("custom", StringComparison.OrdinalIgnoreCase);
}
