using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>What the commands of a script set on one thing, by the thing's own keys.</summary>
internal sealed class PowerCliScope(TextSpan anchor) : SettingScope, ISettingSource
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span => Anchor;

    public override IEnumerable<Setting> Settings => _entries.Values.Select(static entry => entry.Shown);

    public override Setting? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry.Shown : null;

    /// <summary>Sets a key to the value of a command's parameter. Two values for one key are a choice that the caller of the script makes.</summary>
    /// <param name="word">What the value means in the key's own words; null for the value itself.</param>
    /// <param name="keySpan">Where the key is written; null for the parameter's name.</param>
    public void Set(string key, Setting written, ScriptCall call, string? word = null, TextSpan? keySpan = null)
    {
        var value = word ?? (written.Value is "$true" or "$false" ? written.Value.Substring(1) : written.Value);
        Add(key, new(key, keySpan ?? written.KeySpan, value, written.ValueSpan, written.FullSpan) { IsEvaluated = true, IsQuoted = written.IsQuoted, Unresolved = written.Unresolved }, written, call);
    }

    /// <summary>Sets a key by a command that has no parameter for it.</summary>
    public void Set(string key, string word, ScriptCall call) =>
        Add(key, new(key, call.Anchor, word, call.Anchor, call.Span) { IsEvaluated = true, Unresolved = call.IsConditional ? "condition" : null }, null, call);

    /// <summary>Sets a key by something that is no command, such as a method's call.</summary>
    public void Set(string key, string word, TextSpan span, bool isConditional) =>
        Add(key, new(key, span, word, span, span) { IsEvaluated = true, Unresolved = isConditional ? "condition" : null }, null, null);

    /// <summary>Forgets what was set, where what follows holds more than that.</summary>
    public void Forget(string key) => _entries.Remove(key);

    public RelatedPlace? SourceOf(Setting setting) =>
        _entries.TryGetValue(setting.Key, out var entry) && entry is { Written: { } written, Call: { } call } ? call.SourceOf(written) : null;

    public override TextChange? Replace(Setting setting, string value)
    {
        if (!_entries.TryGetValue(setting.Key, out var entry) || entry is not { Written: { } written, Call: { } call } || !setting.Value.Equals(Plain(written.Value), StringComparison.Ordinal))
            return null;

        return call.Replace(written, written.Value.StartsWith("$", StringComparison.Ordinal) ? "$" + value.ToLowerInvariant() : value);
    }

    public override TextChange? Remove(Setting setting) => null;

    private static string Plain(string value) => value is "$true" or "$false" ? value.Substring(1) : value;

    private void Add(string key, Setting shown, Setting? written, ScriptCall? call)
    {
        if (_entries.TryGetValue(key, out var before) && !before.Shown.Value.Equals(shown.Value, StringComparison.OrdinalIgnoreCase))
        {
            shown = new(key, shown.KeySpan, shown.Value, shown.ValueSpan, shown.FullSpan) { IsEvaluated = true, IsQuoted = shown.IsQuoted, Unresolved = "value that depends on how the script is called" };
        }

        _entries[key] = new(shown, written, call);
    }

    private sealed record Entry(Setting Shown, Setting? Written, ScriptCall? Call);
}
