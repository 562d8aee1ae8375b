using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Json;

namespace VirtLint.Syntax.Commands;

/// <summary>The value of a QEMU option: <c>k=v,k2=v2</c>, or a JSON object.</summary>
// qemu, util/qemu-option.c: get_opt_name, get_opt_value, opts_do_parse
public sealed class QemuOption : SettingScope
{
    private readonly SpanMap _map;
    private readonly JsonObject? _json;
    private readonly ImmutableArray<Setting> _settings;

    private QemuOption(SpanMap map, JsonObject? json, ImmutableArray<Setting> settings, Literal? head, ImmutableArray<SyntaxError> errors)
    {
        _map = map;
        _json = json;
        _settings = settings;
        Head = head;
        Errors = errors;
        Span = map[0, map.Text.Length];
    }

    /// <summary>The first part when it has no <c>=</c>: the value of the implied key (<c>e1000</c>, <c>:1</c>, <c>socket</c>).</summary>
    public Literal? Head { get; }

    /// <summary>The errors of a JSON value; the other form knows none.</summary>
    public ImmutableArray<SyntaxError> Errors { get; }

    public override TextSpan Anchor => Head?.Span ?? Span;

    public override TextSpan Span { get; }

    public override IEnumerable<Setting> Settings => _settings;

    /// <summary>Reads an option's value.</summary>
    /// <param name="value">The value, and where it stands.</param>
    /// <param name="impliedKey">The key that the first part may leave out; without one, such a part is a key without a value.</param>
    public static QemuOption Parse(Literal value, string? impliedKey = null) =>
        Parse(new SpanMap(value.Text, value.Span, null), impliedKey);

    /// <summary>The last setting of a key. In JSON also a path (<c>file.driver</c>); in the other form dots are part of a key.</summary>
    // qemu, util/qemu-option.c: qemu_opt_find walks from the tail
    public override Setting? Find(string key)
    {
        if (_json is not null)
            return _json.Find(key) is { } member ? Place(member, _map) : null;

        for (var i = _settings.Length - 1; i >= 0; i--)
        {
            if (string.Equals(_settings[i].Key, key, StringComparison.Ordinal))
                return _settings[i];
        }

        return null;
    }

    /// <summary>Every setting of a key, in the order of the option.</summary>
    public ImmutableArray<Setting> FindAll(string key) =>
        [.. _settings.Where(setting => string.Equals(setting.Key, key, StringComparison.Ordinal))];

    /// <summary>The edit of a value, or null where the file's own quoting would have to be known.</summary>
    public override TextChange? Replace(Setting setting, string value)
    {
        if (!CanEdit(value))
            return null;

        return setting.Value.Length == 0 && setting.ValueSpan == setting.KeySpan
            ? new TextChange(new TextSpan(setting.KeySpan.End, 0), "=" + Escape(value))
            : new TextChange(setting.ValueSpan, Escape(value));
    }

    public override TextChange? Insert(string key, string value)
    {
        if (!CanEdit(value) || !IsPlain(key))
            return null;

        var assignment = key + "=" + Escape(value);
        return new TextChange(new TextSpan(Span.End, 0), Span.IsEmpty ? assignment : "," + assignment);
    }

    public override TextChange? Remove(Setting setting) => CanEdit("") ? new TextChange(setting.FullSpan, "") : null;

    internal static QemuOption Parse(SpanMap map, string? impliedKey) =>
        map.Text.StartsWith("{", StringComparison.Ordinal) && !TemplateMarks.Contains(map.Text.Substring(0, Math.Min(2, map.Text.Length)))
            ? ParseJson(map)
            : ParseKeyValues(map, impliedKey);

    private static QemuOption ParseJson(SpanMap map)
    {
        var tree = JsonTree.Parse(SourceText.From(map.Text));
        var errors = tree.Errors.Select(error => error with { Span = map[error.Span] }).ToImmutableArray();
        return tree.Root is JsonObject root
            ? new QemuOption(map, root, [.. root.Settings.Select(setting => Place(setting, map))], null, errors)
            : new QemuOption(map, null, [], null, errors);
    }

    private static Setting Place(Setting setting, SpanMap map) =>
        new(setting.Key, map[setting.KeySpan], setting.Value, map[setting.ValueSpan], map[setting.FullSpan])
        {
            IsQuoted = setting.IsQuoted,
            Items = setting.IsList ? [.. setting.Items.Select(item => new Literal(item.Text, map[item.Span]))] : default,
        };

    private static QemuOption ParseKeyValues(SpanMap map, string? impliedKey)
    {
        var text = map.Text;
        var settings = ImmutableArray.CreateBuilder<Setting>();
        Literal? head = null;
        var position = 0;
        while (position < text.Length && settings.Count < Limits.Nodes)
        {
            var start = position;
            var keyEnd = text.IndexOfAny(['=', ','], start);
            var hasValue = keyEnd >= 0 && text[keyEnd] == '=';
            if (!hasValue && start > 0)
                keyEnd = keyEnd < 0 ? text.Length : keyEnd;

            // A literal comma may stand in the first part, whose key is implied.
            var valueStart = hasValue ? keyEnd + 1 : start;
            var end = hasValue || start == 0 ? ReadValue(text, valueStart, out var value) : ReadFlag(text, start, keyEnd, out value);
            position = Math.Min(end + 1, text.Length);
            if (end == start)
                continue;

            var full = start > 0 ? map[start - 1, end] : map[start, position];
            if (hasValue)
            {
                var key = text.Substring(start, keyEnd - start);
                settings.Add(new Setting(key, map[start, keyEnd], value, map[valueStart, end], full));
                continue;
            }

            var span = map[start, end];
            if (start == 0)
                head = new Literal(value, span);

            settings.Add(start == 0 && impliedKey is not null
                ? new Setting(impliedKey, span, value, span, full)
                : new Setting(value, span, "", span, full));
        }

        return new QemuOption(map, null, settings.ToImmutable(), head, []);
    }

    private static int ReadFlag(string text, int start, int end, out string value)
    {
        value = text.Substring(start, end - start);
        return end;
    }

    /// <summary>Reads up to a single comma; a doubled one is a literal.</summary>
    private static int ReadValue(string text, int start, out string value)
    {
        StringBuilder? decoded = null;
        var part = start;
        var i = start;
        for (; i < text.Length; i++)
        {
            if (text[i] != ',')
                continue;
            if (i + 1 >= text.Length || text[i + 1] != ',')
                break;

            (decoded ??= new StringBuilder()).Append(text, part, i + 1 - part);
            part = i + 2;
            i++;
        }

        var end = Math.Min(i, text.Length);
        value = decoded is null
            ? text.Substring(start, end - start)
            : decoded.Append(text, part, Math.Max(0, end - part)).ToString();
        return end;
    }

    // What surrounds the option may be a shell, XML or JSON: only text that means the same in all of them is written.
    private bool CanEdit(string value) => _map.IsExact && _json is null && IsPlain(value);

    private static bool IsPlain(string value) => value.All(
        c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.' or '/' or ':' or ',' or '@' or '+' or '=');

    private static string Escape(string value) => value.Replace(",", ",,");
}
