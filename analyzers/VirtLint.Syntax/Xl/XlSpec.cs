using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xl;

/// <summary>An element of <c>disk</c>, <c>vif</c>, <c>pci</c> and their like: <c>VALUE,VALUE,key=value,…</c>.</summary>
/// <remarks>xl-disk-configuration(5), xl-network-configuration(5), xl-pci-configuration(5).</remarks>
public sealed class XlSpec : SettingScope
{
    /// <summary>Words that mean the same wherever they stand, and take no position. // xl-disk-configuration(5), devtype</summary>
    private static readonly string[] s_flags = ["cdrom", "disk", "direct-io-safe", "discard", "no-discard"];

    private readonly List<Setting> _settings = [];
    private readonly Literal _literal;

    private XlSpec(Literal literal) => _literal = literal;

    public override TextSpan Anchor => _literal.Span;

    public override TextSpan Span => _literal.Span;

    public override IEnumerable<Setting> Settings => _settings;

    /// <param name="rest">The key whose value is all that follows, commas included; null when there is none.</param>
    /// <param name="positions">The keys of the values that have none, in order.</param>
    public static XlSpec Parse(Literal literal, string? rest, params string[] positions)
    {
        var spec = new XlSpec(literal);
        var text = literal.Text;
        var position = 0;
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf(',', start) is >= 0 and var comma ? comma : text.Length;
            var equals = text.IndexOf('=', start);
            var first = start;
            while (first < end && char.IsWhiteSpace(text[first]))
                first++;

            if (equals > first && equals < end)
            {
                var key = text.Substring(first, equals - first).Trim();
                if (key == rest)
                    end = text.Length;

                spec.Add(key, first, equals, equals + 1, end);
            }
            else if (position < positions.Length && Array.IndexOf(s_flags, text.Substring(first, end - first).Trim()) < 0)
            {
                if (end > first)
                    spec.Add(positions[position], first, first, first, end);

                position++;
            }
            else if (end > first)
            {
                spec.Add(text.Substring(first, end - first).Trim(), first, end, first, end);
            }

            start = end + 1;
        }

        return spec;
    }

    public override Setting? Find(string key) => _settings.LastOrDefault(setting => setting.Key == key);

    public override TextChange? Replace(Setting setting, string value) => IsExact ? new TextChange(setting.ValueSpan, value) : null;

    public override TextChange? Insert(string key, string value) =>
        IsExact && _literal.Text.Length > 0 ? new TextChange(new TextSpan(_literal.Span.Start, 0), $"{key}={value},") : null;

    public override TextChange? Remove(Setting setting) => null;

    private bool IsExact => _literal.Span.Length == _literal.Text.Length;

    private void Add(string key, int keyStart, int keyEnd, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_literal.Text[start]))
            start++;

        while (end > start && char.IsWhiteSpace(_literal.Text[end - 1]))
            end--;

        var value = SpanOf(start, end);
        _settings.Add(new Setting(key, keyEnd > keyStart ? SpanOf(keyStart, keyEnd) : value, _literal.Text.Substring(start, end - start), value, SpanOf(Math.Min(keyStart, start), end)));
    }

    private TextSpan SpanOf(int start, int end) => IsExact ? TextSpan.FromBounds(_literal.Span.Start + start, _literal.Span.Start + end) : _literal.Span;
}
