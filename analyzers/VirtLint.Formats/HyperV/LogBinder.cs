using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds what a script does to the records of the host: its event logs, and its audit policy.</summary>
internal static class LogBinder
{
    private const string Logs = "Microsoft-Windows-Hyper-V-";

    public static readonly BindingTable<LogSink> Sinks = new BindingTable<LogSink>(Platform.HyperV, "PowerShell: logs", "Windows commands")
        .Computed("wevtutil set-log /enabled", s => s.Audit, "'false', for a log of Hyper-V's that is neither analytic nor for debugging", source: "wevtutil")
        .Computed("auditpol /set /failure", s => s.RecordsFailedLogins, "'disable', for logons or all categories", source: "auditpol set");

    /// <summary>Categories and subcategories that logins are recorded under. // auditpol list /subcategory:*</summary>
    private static readonly string[] s_logons = ["*", "Logon/Logoff", "Logon", "Account Logon", "Credential Validation"];

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        foreach (var call in calls)
        {
            if (Is(call, "wevtutil"))
                BindLog(call, context);
            else if (Is(call, "auditpol"))
                BindAudit(call, context);
        }
    }

    /// <summary><c>wevtutil sl Microsoft-Windows-Hyper-V-VMMS-Admin /e:false</c></summary>
    private static void BindLog(ScriptCall call, BindingContext context)
    {
        if (call.Find("#0") is not { Unresolved: null, Value: "sl" or "set-log" } || call.Find("#1") is not { Unresolved: null } log
            || !log.Value.StartsWith(Logs, StringComparison.OrdinalIgnoreCase) || Ends(log.Value, "Analytic") || Ends(log.Value, "Debug")
            || (Option(call, "/e:") ?? Option(call, "/enabled:")) is not { Text: var enabled, Setting: { } setting } || !enabled.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        context.Add(new LogSink(log.Value, context.Origin(log.ValueSpan))).Audit = Fact.Stated(false, context.Origin(setting.ValueSpan), setting.Value, "wevtutil set-log");
    }

    /// <summary><c>auditpol /set /subcategory:Logon /failure:disable</c></summary>
    private static void BindAudit(ScriptCall call, BindingContext context)
    {
        if (call.Find("#0") is not { Unresolved: null, Value: "/set" } || call.Settings.Any(static setting => setting.Value.StartsWith("/user:", StringComparison.OrdinalIgnoreCase))
            || (Option(call, "/subcategory:") ?? Option(call, "/category:")) is not { Text: var category }
            || !s_logons.Contains(category, StringComparer.OrdinalIgnoreCase)
            || Option(call, "/failure:") is not { Text: var failure, Setting: { } setting } || !failure.Equals("disable", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        context.Add(new LogSink("Windows audit policy", context.Origin(call.Anchor))).RecordsFailedLogins = Fact.Stated(false, context.Origin(setting.ValueSpan), setting.Value, "auditpol /set");
    }

    private static bool Is(ScriptCall call, string command) =>
        call.Name.Equals(command, StringComparison.OrdinalIgnoreCase) || call.Name.Equals(command + ".exe", StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string log, string kind) => log.EndsWith(kind, StringComparison.OrdinalIgnoreCase);

    /// <summary>What follows an option's name, with the argument that it stands in.</summary>
    private static (string Text, Setting Setting)? Option(ScriptCall call, string name) =>
        call.Settings.FirstOrDefault(setting => setting.Unresolved is null && setting.Value.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (found.Value.Substring(name.Length).Trim('"'), found)
            : null;
}
