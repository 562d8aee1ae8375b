using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.LibvirtConf;

/// <summary>All settings of a libvirt configuration file; the grammar has no sections.</summary>
public sealed class LibvirtConfScope : SettingScope
{
    private readonly string _text;
    private readonly bool _isClosed;
    private readonly ImmutableArray<Setting> _settings;
    private readonly Dictionary<string, Setting> _first;

    internal LibvirtConfScope(string text, ImmutableArray<Setting> settings, bool isClosed)
    {
        _text = text;
        _settings = settings;
        _isClosed = isClosed;
        _first = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            // libvirt, virconf.c: virConfGetValue scans from the head, so the first assignment wins.
            if (!_first.ContainsKey(setting.Key))
                _first.Add(setting.Key, setting);
        }
    }

    public override TextSpan Anchor => new(Characters.AfterByteOrderMark(_text), 0);

    public override TextSpan Span => new(0, _text.Length);

    public override IEnumerable<Setting> Settings => _settings;

    /// <summary>The first assignment of a key, which is the one that libvirt reads.</summary>
    public override Setting? Find(string key) => _first.TryGetValue(key, out var setting) ? setting : null;

    /// <summary>Every assignment of a key: all but the first are dead.</summary>
    public ImmutableArray<Setting> FindAll(string key) =>
        [.. _settings.Where(setting => string.Equals(setting.Key, key, StringComparison.Ordinal))];

    /// <summary>The edit that gives a setting a new value.</summary>
    /// <remarks>Quotes are kept; a value in brackets that reads as a list is written as a list.</remarks>
    public override TextChange? Replace(Setting setting, string value)
    {
        if (IsLiteral(value, '['))
            return new TextChange(OuterSpan(setting), value);

        if (!setting.IsQuoted)
            return Write(value) is { } bare ? new TextChange(setting.ValueSpan, bare) : null;

        var quotes = QuotesOf(setting);
        var isMultiLine = quotes.Length == 3;
        var isSafe = isMultiLine
            ? value.IndexOf('"') < 0
            : value.IndexOf(quotes[0]) < 0 && value.IndexOfAny(['\n', '\r']) < 0;
        if (isSafe)
            return new TextChange(setting.ValueSpan, value);

        return Quote(value) is { } quoted ? new TextChange(OuterSpan(setting), quoted) : null;
    }

    /// <summary>The edit that appends an assignment as a line of its own at the end of the file.</summary>
    /// <remarks>
    /// A value that is already written in quotes or brackets is taken as it stands, an integer is written bare, and
    /// anything else is quoted: libvirt refuses a bare word, and reads permissions such as "0770" from a string. A key
    /// that is set already gets none, since the first assignment would still win.
    /// </remarks>
    public override TextChange? Insert(string key, string value)
    {
        if (!_isClosed || _first.ContainsKey(key))
            return null;

        var literal = IsLiteral(value, '[') || IsLiteral(value, '"') || IsLiteral(value, '\'') ? value : Write(value);
        return literal is null ? null : Characters.AppendLine(_text, key + " = " + literal);
    }

    private static string? Write(string value) => IsInteger(value) ? value : Quote(value);

    private static string? Quote(string value)
    {
        var isMultiLine = value.IndexOfAny(['\n', '\r']) >= 0;
        if (value.IndexOf('"') < 0)
            return isMultiLine ? "\"\"\"" + value + "\"\"\"" : "\"" + value + "\"";

        // The grammar has no escapes: a text with both quotes cannot be written.
        return isMultiLine || value.IndexOf('\'') >= 0 ? null : "'" + value + "'";
    }

    private static bool IsInteger(string value)
    {
        var digits = value.Length > 0 && value[0] is '-' or '+' ? 1 : 0;
        if (digits == value.Length || (value[digits] == '0' && value.Length > digits + 1))
            return false;

        for (var i = digits; i < value.Length; i++)
        {
            if (value[i] is < '0' or > '9')
                return false;
        }

        return true;
    }

    private static bool IsLiteral(string value, char opening)
    {
        if (value.Length < 2 || value[0] != opening)
            return false;

        const string Key = "x=";
        var tree = LibvirtConfTree.Parse(SourceText.From(Key + value));
        return tree.Errors.IsEmpty
            && !tree.IsTemplate
            && tree.Comments.IsEmpty
            && tree.Root._settings is [var only]
            && tree.Root.OuterSpan(only) == TextSpan.FromBounds(Key.Length, Key.Length + value.Length);
    }

    private TextSpan OuterSpan(Setting setting)
    {
        var quotes = setting.IsQuoted ? QuotesOf(setting).Length : 0;
        return TextSpan.FromBounds(
            setting.ValueSpan.Start - quotes, Math.Min(setting.ValueSpan.End + quotes, _text.Length));
    }

    private string QuotesOf(Setting setting)
    {
        var start = setting.ValueSpan.Start;
        return string.CompareOrdinal(_text, start - 3, "\"\"\"", 0, 3) == 0
            ? "\"\"\""
            : _text.Substring(start - 1, 1);
    }
}
