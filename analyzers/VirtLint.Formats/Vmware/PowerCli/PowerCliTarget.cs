using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.PowerShell;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>What a command is about, as the script names it.</summary>
/// <param name="Cmdlet">The command that finds or makes it; empty where the script does not show that.</param>
/// <param name="Name">Its name, or the expression that gives it; <c>*</c> for all.</param>
internal readonly record struct PowerCliTarget(string Cmdlet, string Name, TextSpan Span)
{
    private const int MaxSteps = 16;

    // What hands an object on, from the special to the general.
    private static readonly string[] s_inputs =
    [
        "AdvancedSetting", "HostService", "HardDisk", "VirtualSwitchPolicy", "VirtualPortGroupPolicy", "Policy", "HostSnmp", "VirtualPortGroup", "VDPortgroup", "VirtualSwitch", "VDSwitch",
        "Entity", "VM", "VMHost", "Cluster",
    ];

    private static readonly string[] s_finders =
    [
        "Get-VM", "New-VM", "Get-VMHost", "Add-VMHost", "Get-VirtualSwitch", "New-VirtualSwitch", "Get-VDSwitch", "New-VDSwitch", "Get-VirtualPortGroup", "New-VirtualPortGroup",
        "Get-VDPortgroup", "New-VDPortgroup", "Get-Datacenter", "New-Datacenter", "Get-Folder", "New-Folder", "Get-Cluster", "Get-Template",
    ];

    public static PowerCliTarget Of(ScriptCall call) => Of(call, 0);

    /// <summary>What a value names, or what the command gives whose output it is.</summary>
    public static PowerCliTarget Of(ScriptValue value) => Of(value, "", 0);

    private static PowerCliTarget Of(ScriptCall call, int steps)
    {
        if (Array.IndexOf(s_finders, call.Name) >= 0)
        {
            return call.Value("Name") is { } name ? Of(name, call.Name, steps + 1) with { Cmdlet = call.Name } : new PowerCliTarget(call.Name, "*", call.Anchor);
        }

        if (steps > MaxSteps)
            return new PowerCliTarget("", "*", call.Anchor);

        foreach (var input in s_inputs)
        {
            // A policy is an object for Set-VDSecurityPolicy, and a word for Set-VMHostService.
            if (call.Value(input) is { } value && !(input == "Policy" && value.Kind is ScriptValueKind.Text))
                return Of(value, "", steps + 1);
        }

        if (call.Upstream is { } upstream)
            return Of(upstream, steps + 1);

        return call.Value("InputObject") is { } given ? Of(given, "", steps + 1) : new PowerCliTarget("", "*", call.Anchor);
    }

    private static PowerCliTarget Of(ScriptValue value, string cmdlet, int steps)
    {
        if (steps <= MaxSteps && value.Call is { } call)
            return Of(call, steps + 1);

        return value.Kind is ScriptValueKind.List && value.Items.Count == 1 ? Of(value.Items[0], cmdlet, steps + 1) : new PowerCliTarget(cmdlet, value.Text.Split('\n').First().Trim(), value.Span);
    }
}
