using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>
/// All commands of a script that are about one thing: a virtual machine, an adapter, the host. Keys are
/// <c>Set-VMFirmware -EnableSecureBoot</c>; of several statements of one key the last counts. What stands in a condition
/// holds whenever it runs: it counts where no statement says otherwise. In a function, its callers decide whether it runs.
/// </summary>
internal sealed class GuestCommands(string name, TextSpan anchor) : SettingScope, ISettingSource
{
    private readonly List<ScriptCall> _calls = [];

    public string Name { get; } = name;

    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span => _calls.Count == 0 ? Anchor : TextSpan.FromBounds(_calls.Min(static call => call.Span.Start), _calls.Max(static call => call.Span.End));

    public IReadOnlyList<ScriptCall> Calls => _calls;

    /// <summary>The command that makes the thing; null when the script finds it made.</summary>
    public ScriptCall? Creation { get; private set; }

    /// <summary>Whether the script alone decides what the thing is, so that what it leaves out is the platform's default.</summary>
    public bool IsWhole => Creation is { IsConditional: false, IsOpen: false };

    public override IEnumerable<Setting> Settings => _calls.SelectMany(static call => call.Settings);

    public void Add(ScriptCall call, bool creates = false)
    {
        _calls.Add(call);
        if (creates)
            Creation ??= call;
    }

    /// <summary>The last command of a name, or null.</summary>
    public ScriptCall? Last(string cmdlet) => _calls.LastOrDefault(call => call.Name == cmdlet);

    public override Setting? Find(string key)
    {
        if (!TrySplit(key, out var cmdlet, out var parameter))
            return null;

        Setting? last = null;
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Name != cmdlet || _calls[i].Find(parameter) is not { } setting)
                continue;

            if (last is not null && (setting.Unresolved is not null || !setting.Value.Equals(last.Value, StringComparison.OrdinalIgnoreCase)))
                return Undecided(last);

            last ??= setting;
            if (!_calls[i].IsConditional)
                break;

            if (_calls[i].Function != 0)
                return Undecided(last);
        }

        return last;
    }

    public RelatedPlace? SourceOf(Setting setting) => Owner(setting)?.SourceOf(setting);

    public override TextChange? Replace(Setting setting, string value) => Owner(setting)?.Replace(setting, value);

    /// <summary>The edit that adds a parameter to a command that is there already.</summary>
    public override TextChange? Insert(string key, string value) =>
        TrySplit(key, out var cmdlet, out var parameter) && Last(cmdlet) is { Upstream: null } call ? call.Insert(parameter, value) : null;

    public override TextChange? Remove(Setting setting) => Owner(setting)?.Remove(setting);

    private static Setting Undecided(Setting setting) =>
        new(setting.Key, setting.KeySpan, setting.Value, setting.ValueSpan, setting.FullSpan) { IsQuoted = setting.IsQuoted, IsEvaluated = true, Unresolved = "condition" };

    private ScriptCall? Owner(Setting setting) => _calls.FirstOrDefault(call => call.Owns(setting));

    private static bool TrySplit(string key, out string cmdlet, out string parameter)
    {
        var dash = key.IndexOf(" -", StringComparison.Ordinal);
        cmdlet = dash < 0 ? "" : key.Substring(0, dash);
        parameter = dash < 0 ? "" : key.Substring(dash + 2);
        return dash >= 0;
    }
}
