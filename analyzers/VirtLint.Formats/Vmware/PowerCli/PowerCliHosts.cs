using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Formats.Vmware.Esxi;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>Binds what a script sets on hosts. A script that runs over many sets the same on all: they are one.</summary>
internal static class PowerCliHosts
{
    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Vmware, "PowerCLI: hosts", "VMware PowerCLI Cmdlets Reference")
        .Computed("Set-VMHostService -Policy, Start-VMHostService", h => h.RemoteShell, "service 'TSM-SSH'", source: "Set-VMHostService")
        .Computed("Set-VMHostService -Policy, Start-VMHostService", h => h.LocalShell, "service 'TSM'", source: "Set-VMHostService")
        .Computed("Set-VMHostService -Policy, Stop-VMHostService", h => h.SynchronizesTime, "service 'ntpd' or 'ptpd'", source: "Set-VMHostService")
        .Computed("Set-AdvancedSetting -Value, Set-VMHostAdvancedConfiguration -Value", h => h.HidesShellWarning, "an advanced option of a host by its name; this and all others", source: "Set-AdvancedSetting")
        .Computed("ExitLockdownMode(), ChangeLockdownMode(…)", h => h.Lockdown, "a method of the host's view", source: "vSphere API: HostAccessManager");

    public static readonly BindingTable<Hypervisor> Clusters = new BindingTable<Hypervisor>(Platform.Vmware, "PowerCLI: New-Cluster, Set-Cluster", "VMware PowerCLI Cmdlets Reference")
        .Row(
            "HAAdmissionControlEnabled",
            (h, f) => h.ReservesForFailure = f,
            Vocabulary.OfAnyCase(("$true", true), ("$false", false), ("1", true), ("0", false)),
            source: "Set-Cluster");

    private static readonly Dictionary<string, string> s_services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TSM-SSH"] = "service ssh",
        ["SSH"] = "service ssh",
        ["TSM"] = "service esx_shell",
        ["ESXi Shell"] = "service esx_shell",
        ["ntpd"] = "system ntp set --enabled",
        ["NTP Daemon"] = "system ntp set --enabled",
        ["ptpd"] = "system ntp set --enabled",
    };

    private static readonly string[] s_filters = ["Where-Object", "where", "?"];

    private static readonly string[] s_negations = ["-ne", "-cne", "-ine", "-notlike", "-notmatch", "-notin", "-notcontains", "!", "-not", "-or"];

    public static void Bind(IReadOnlyList<ScriptCall> calls, IReadOnlyList<PowerCliMember> members, string fileName, BindingContext context)
    {
        foreach (var call in calls)
        {
            if (call.Name is "New-Cluster" or "Set-Cluster" && call.Find("HAAdmissionControlEnabled") is not null && call.Find("HAEnabled") is not { Value: "$false" })
                Clusters.Bind(context.Add(new Hypervisor(ClusterOf(call), context.Origin(call.Anchor))), call, context);
        }

        var scope = new PowerCliScope(new TextSpan(0, 0));
        foreach (var call in calls)
            Take(call, scope);

        var lockdown = new PowerCliScope(scope.Anchor);
        foreach (var member in members)
            TakeLockdown(member, lockdown);

        var first = scope.Settings.Concat(lockdown.Settings).FirstOrDefault();
        if (first is null)
            return;

        var host = EsxHost.BindHost($"hosts of {fileName}", context.Origin(first.FullSpan), scope, context);
        if (lockdown.Find("lockdown") is { } mode)
            host.Lockdown = Facts.Read(lockdown, mode, mode.Key, Vocabulary.Text, context).Select(static word => word == "none" ? HostLockdown.None : word == "strict" ? HostLockdown.Strict : HostLockdown.Normal);
    }

    /// <summary>The name and value of an advanced option that a command sets; null where it sets none that is known.</summary>
    public static (Setting Name, Setting Value)? Advanced(ScriptCall call)
    {
        var value = call.Find("Value");
        if (value is null)
            return null;

        var name = call.Name switch
        {
            "New-AdvancedSetting" or "Set-VMHostAdvancedConfiguration" => call.Find("Name"),
            "Set-AdvancedSetting" => NameOf(call.Value("AdvancedSetting")?.Call ?? call.Upstream),
            _ => null,
        };
        return name is { Unresolved: null, IsList: false, Value.Length: > 0 } ? (name, value) : null;
    }

    private static string ClusterOf(ScriptCall call)
    {
        var target = call.Value("Name") is { } name && call.Name == "New-Cluster" ? PowerCliTarget.Of(name) : PowerCliTarget.Of(call);
        return target.Name == "*" ? "all clusters" : target.Name;
    }

    private static Setting? NameOf(ScriptCall? source)
    {
        for (var steps = 0; source is not null && steps < 8; source = source.Upstream, steps++)
        {
            // What comes through the pipe is the entity, so that a bare word is the name.
            if (source.Name == "Get-AdvancedSetting")
                return source.Find("Name") ?? (source.Upstream is null ? null : source.Find("Entity"));
        }

        return null;
    }

    private static void Take(ScriptCall call, PowerCliScope scope)
    {
        if (Advanced(call) is { } option)
        {
            scope.Set(EsxCommands.PathOf(option.Name.Value), option.Value, call);
            return;
        }

        switch (call.Name)
        {
            case "Set-VMHostService" when call.Find("Policy") is { Unresolved: null } policy:
                foreach (var service in ServicesOf(call))
                    SetService(scope, service, policy.Value.Equals("Off", StringComparison.OrdinalIgnoreCase) ? "stop" : "enable", policy, call);
                break;
            case "Start-VMHostService" or "Restart-VMHostService":
                foreach (var service in ServicesOf(call))
                    SetService(scope, service, "start", null, call);
                break;
            case "Stop-VMHostService":
                foreach (var service in ServicesOf(call))
                    SetService(scope, service, "stop", null, call);
                break;
            case "Set-VMHostSysLogServer" when call.Find("SysLogServer") is { } target:
                scope.Set("/Syslog/global/logHost", target, call);
                break;
            case "Set-VMHostSnmp" when call.Find("ReadOnlyCommunity") is { } community:
                scope.Set("system snmp set --communities", community, call);
                break;
            case "Set-VMHostFirewallDefaultPolicy" when call.Find("AllowIncoming") is { } incoming:
                scope.Set("network firewall set --default-action", incoming, call);
                break;
        }
    }

    private static void SetService(PowerCliScope scope, string key, string verb, Setting? policy, ScriptCall call)
    {
        var word = key.StartsWith("service ", StringComparison.Ordinal) ? verb : verb == "stop" ? "false" : "true";

        // What starts with the host still does when it is started now.
        var before = scope.Find(key)?.Value;
        if (before == "enable" && word == "start")
            return;

        if (before == "start" && word == "enable")
            scope.Forget(key);

        if (policy is null)
            scope.Set(key, word, call);
        else
            scope.Set(key, policy, call, word);
    }

    /// <summary>The services that a command is given: those that a filter before it names.</summary>
    private static IEnumerable<string> ServicesOf(ScriptCall call)
    {
        var source = call.Value("HostService")?.Call ?? call.Upstream;
        for (var steps = 0; source is not null && steps < 8; source = source.Value("HostService")?.Call ?? source.Upstream, steps++)
        {
            if (Array.Exists(s_filters, filter => filter.Equals(source.Name, StringComparison.OrdinalIgnoreCase)))
                return NamedIn(source.Command);
        }

        return [];
    }

    private static IEnumerable<string> NamedIn(PsNode filter)
    {
        var found = new List<string>();
        var pending = new Stack<PsNode>();
        pending.Push(filter);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (node is PsOperation operation && operation.Operators.Any(static sign => Array.IndexOf(s_negations, sign.ToLowerInvariant()) >= 0))
                return [];

            if (node is PsArgument { Parameter: { } parameter } && Array.IndexOf(s_negations, "-" + parameter.Text.ToLowerInvariant()) >= 0)
                return [];

            if (node is PsString { Text: { } text } && s_services.TryGetValue(text.Trim('*'), out var key) && !found.Contains(key))
                found.Add(key);

            foreach (var child in node.Children)
                pending.Push(child);
        }

        return found;
    }

    // vSphere API: HostSystem, HostAccessManager
    private static void TakeLockdown(PowerCliMember member, PowerCliScope scope)
    {
        var mode = member.Call.Name switch
        {
            "ExitLockdownMode" or "ExitLockdownMode_Task" => "none",
            "EnterLockdownMode" or "EnterLockdownMode_Task" => "normal",
            "ChangeLockdownMode" => member.Argument switch
            {
                "lockdownDisabled" => "none",
                "lockdownNormal" => "normal",
                "lockdownStrict" => "strict",
                _ => null,
            },
            _ => null,
        };
        if (mode is not null)
            scope.Set("lockdown", mode, member.Call.Span, member.IsConditional);
    }
}
