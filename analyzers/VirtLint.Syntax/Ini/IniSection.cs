using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ini;

/// <summary>The settings below one header; of the tree's preamble, those in front of every header.</summary>
public sealed class IniSection : SettingScope
{
    private readonly string _text;
    private readonly IniDialect _dialect;
    private readonly int? _insertAt;
    private readonly ImmutableArray<Setting> _settings;
    private readonly Dictionary<string, Setting> _last;

    internal IniSection(
        string text,
        IniDialect dialect,
        string name,
        TextSpan headerSpan,
        TextSpan span,
        ImmutableArray<Setting> settings,
        int? insertAt)
    {
        _text = text;
        _dialect = dialect;
        _settings = settings;
        _insertAt = insertAt;
        Name = name;
        HeaderSpan = headerSpan;
        Span = span;
        _last = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var setting in settings)
            _last[setting.Key] = setting;
    }

    /// <summary>The text between the brackets; empty for the preamble.</summary>
    public string Name { get; }

    /// <summary>The header, brackets included; empty for the preamble.</summary>
    public TextSpan HeaderSpan { get; }

    public override TextSpan Anchor => HeaderSpan;

    public override TextSpan Span { get; }

    public override IEnumerable<Setting> Settings => _settings;

    /// <summary>The last assignment of a key. Whether an empty one resets a list is the platform's business.</summary>
    // systemd.syntax(7); oslo.config, cfg.py: _Namespace._get_value takes values[-1] of an option that is not multi
    public override Setting? Find(string key) => _last.TryGetValue(key, out var setting) ? setting : null;

    /// <summary>Every assignment of a key, in the order of the file.</summary>
    public ImmutableArray<Setting> FindAll(string key) =>
        [.. _settings.Where(setting => string.Equals(setting.Key, key, StringComparison.Ordinal))];

    public override TextChange? Replace(Setting setting, string value)
    {
        if (_dialect.Quotes == IniQuotes.Shell)
            return ReplaceInShell(setting, value);

        if (!setting.IsQuoted)
            return Encode(value) is { } encoded ? new TextChange(setting.ValueSpan, encoded) : null;

        var quote = _text[setting.ValueSpan.Start - 1];
        return value.IndexOfAny([quote, '\n', '\r']) < 0 ? new TextChange(setting.ValueSpan, value) : null;
    }

    /// <summary>The edit that adds a line at the end of the section.</summary>
    public override TextChange? Insert(string key, string value)
    {
        if (_insertAt is not { } position || Encode(value) is not { } encoded)
            return null;

        var line = _dialect.Assign(key, encoded);
        var lineBreak = Characters.LineBreakOf(_text);
        var startsLine = position <= Characters.AfterByteOrderMark(_text) || Characters.IsEol(_text[position - 1]);
        return new TextChange(new TextSpan(position, 0), startsLine ? line + lineBreak : lineBreak + line);
    }

    internal int? InsertPosition => _insertAt;

    /// <summary>The value as the dialect writes it, or null when it cannot.</summary>
    internal string? Encode(string value) => Encode(value, _dialect);

    internal static string? Encode(string value, IniDialect dialect)
    {
        if (value.IndexOfAny(['\n', '\r']) >= 0)
            return null;

        switch (dialect.Quotes)
        {
            case IniQuotes.Shell:
                return IsPlainWord(value) ? value : "\"" + EscapeForShell(value) + "\"";
            case IniQuotes.Required:
                return value.IndexOf('"') < 0 ? "\"" + value + "\"" : null;
        }

        var isTrimmed = value.Length > 0 && (IsSpace(value[0]) || IsSpace(value[value.Length - 1]));
        if (dialect.Quotes == IniQuotes.Outer && (isTrimmed || IsQuoted(value)))
            return value.IndexOf('"') < 0 ? "\"" + value + "\"" : "'" + value + "'";

        var isJoined = dialect.BackslashJoinsLines && value.EndsWith("\\", StringComparison.Ordinal);
        return isTrimmed || isJoined ? null : value;
    }

    private TextChange? ReplaceInShell(Setting setting, string value)
    {
        if (value.IndexOfAny(['\n', '\r']) >= 0)
            return null;

        if (!setting.IsQuoted)
            return Encode(value) is { } encoded ? new TextChange(setting.ValueSpan, encoded) : null;

        if (_text[setting.ValueSpan.Start - 1] == '"')
            return new TextChange(setting.ValueSpan, EscapeForShell(value));

        return value.IndexOf('\'') < 0 ? new TextChange(setting.ValueSpan, value) : null;
    }

    private static string EscapeForShell(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is '"' or '\\' or '$' or '`')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool IsPlainWord(string value) => value.All(
        c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.' or '/' or ':' or ',' or '@' or '%' or '+' or '=');

    private static bool IsSpace(char c) => char.IsWhiteSpace(c);

    private static bool IsQuoted(string value) =>
        value.Length > 1 && value[0] is ('"' or '\'') && value[value.Length - 1] == value[0];
}
