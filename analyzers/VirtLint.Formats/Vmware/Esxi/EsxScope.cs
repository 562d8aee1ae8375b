using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>What commands set on one host, or on one object of it. Of several commands for one key the last counts.</summary>
/// <param name="anchor">The text that stands for the object.</param>
/// <param name="isLinear">Whether the commands run from top to bottom, as an installation's do: elsewhere two values mean a choice.</param>
internal sealed class EsxScope(TextSpan anchor, bool isLinear) : SettingScope
{
    private readonly Dictionary<string, Setting> _settings = new(StringComparer.OrdinalIgnoreCase);

    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span => Anchor;

    public override IEnumerable<Setting> Settings => _settings.Values;

    public override Setting? Find(string key) => _settings.TryGetValue(key, out var setting) ? setting : null;

    public void Set(string key, CommandValue value)
    {
        var isChoice = !isLinear && _settings.TryGetValue(key, out var earlier) && !earlier.Value.Equals(value.Text, StringComparison.OrdinalIgnoreCase);
        _settings[key] = new(key, value.Span, value.Text, value.Span, value.Command)
        {
            Unresolved = !value.IsResolved ? "variable" : isChoice ? "value that depends on how the script is called" : null,
        };
    }

    /// <summary>Forgets what was set: the host's default is back.</summary>
    public void Reset(string key) => _settings.Remove(key);

    public override TextChange? Remove(Setting setting) => null;
}

/// <summary>A word of a command, or what stands behind the <c>=</c> of one.</summary>
/// <param name="Command">The whole command.</param>
internal readonly record struct CommandValue(string Text, TextSpan Span, bool IsResolved, TextSpan Command);
