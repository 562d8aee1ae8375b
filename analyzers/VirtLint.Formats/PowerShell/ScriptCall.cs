using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.PowerShell;

/// <summary>A command that a script runs, with its parameters as settings.</summary>
internal sealed class ScriptCall : SettingScope, ISettingSource
{
    private readonly SourceFile _file;
    private readonly List<Setting> _settings = [];
    private readonly Dictionary<string, ScriptValue> _values = new(StringComparer.OrdinalIgnoreCase);

    public ScriptCall(string name, PsCommand command, SourceFile file)
    {
        Name = name;
        Command = command;
        _file = file;
        Anchor = command.Name.Span;
        Span = command.Span;
    }

    /// <summary>The cmdlet by its full name; a word as written where it is none that is known.</summary>
    public string Name { get; }

    public PsCommand Command { get; }

    public override TextSpan Anchor { get; }

    public override TextSpan Span { get; }

    /// <summary>Whether the script runs it in one case of several only.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The function that it stands in; 0 outside of any.</summary>
    public int Function { get; init; }

    /// <summary>The command whose output it is given.</summary>
    public ScriptCall? Upstream { get; init; }

    /// <summary>Whether parameters may be set that the script does not show.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it only says what it would do.</summary>
    public bool IsRehearsal => Find("WhatIf") is not null;

    public override IEnumerable<Setting> Settings => _settings;

    public override Setting? Find(string key)
    {
        for (var i = _settings.Count - 1; i >= 0; i--)
        {
            if (_settings[i].Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                return _settings[i];
        }

        return null;
    }

    public bool Owns(Setting setting) => _settings.Contains(setting);

    /// <summary>The value of a parameter; null when it is not there.</summary>
    public ScriptValue? Value(string parameter) => _values.TryGetValue(parameter, out var value) ? value : null;

    public void Add(string parameter, TextSpan keySpan, ScriptValue value, TextSpan fullSpan)
    {
        var reason = value.Kind switch
        {
            ScriptValueKind.Text => null,
            ScriptValueKind.List when value.Items.All(static item => item.Kind is ScriptValueKind.Text) => null,
            ScriptValueKind.Unknown or ScriptValueKind.Output => value.Reason,
            _ => "a value of another type",
        };
        _values[parameter] = value;
        _settings.Add(new Setting(parameter, keySpan, value.Text, value.Span, fullSpan)
        {
            IsQuoted = value.IsQuoted,
            IsEvaluated = true,
            Unresolved = reason,
            Items = value.Kind is ScriptValueKind.List && reason is null ? [.. value.Items.Select(static item => new Literal(item.Text, item.Span))] : default,
        });
    }

    public RelatedPlace? SourceOf(Setting setting) =>
        Value(setting.Key)?.WrittenAt is { } place ? new RelatedPlace(new Origin(_file, place), "the variable has its value from here") : null;

    public override TextChange? Replace(Setting setting, string value)
    {
        if (Value(setting.Key) is not { IsLiteral: true } written)
            return null;

        return new TextChange(setting.ValueSpan, written.IsQuoted ? value.Replace("'", "''").Replace("\"", "\"\"") : Written(value));
    }

    /// <summary>The edit that adds a parameter behind the last one.</summary>
    public override TextChange? Insert(string key, string value) =>
        IsConditional || IsOpen || Find(key) is not null ? null : new TextChange(new TextSpan(Span.End, 0), $" -{key} {Written(value)}");

    /// <summary>The value as an argument: in quotes where it would be read as more than a word.</summary>
    private static string Written(string value) =>
        value is "$true" or "$false" || (value.Length > 0 && value.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or ':' or '\\'))
            ? value
            : $"'{value.Replace("'", "''")}'";
}
