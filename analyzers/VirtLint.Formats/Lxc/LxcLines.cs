using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;

namespace VirtLint.Formats.Lxc;

/// <summary>The lines <c>key = value</c> of LXC's configuration, as another file quotes them.</summary>
/// <remarks>lxc.container.conf(5): a line that begins with '#' is a comment.</remarks>
internal sealed class LxcLines : SettingScope
{
    private readonly List<Setting> _settings = [];

    /// <param name="value">The lines, decoded.</param>
    /// <param name="span">Where they stand.</param>
    public LxcLines(string value, TextSpan span, SourceText source)
    {
        Span = span;
        Anchor = new TextSpan(span.Start, Math.Min(span.Length, 1));
        var written = source.ToString(span);
        if (written.IndexOf("\\n", StringComparison.Ordinal) >= 0)
        {
            // Escapes: what stands in the file is not what LXC reads, so that only the whole can be pointed at.
            foreach (var line in value.Split('\n'))
                Add(line, -1);

            return;
        }

        for (var start = 0; start < written.Length;)
        {
            var end = written.IndexOf('\n', start);
            end = end < 0 ? written.Length : end;
            Add(written.Substring(start, end - start), span.Start + start);
            start = end + 1;
        }

        // A variable: the lines stand elsewhere.
        if (_settings.Count == 0)
        {
            foreach (var line in value.Split('\n'))
                Add(line, -1);
        }
    }

    public override TextSpan Anchor { get; }

    public override TextSpan Span { get; }

    public override IEnumerable<Setting> Settings => _settings;

    public override Setting? Find(string key) => _settings.LastOrDefault(setting => setting.Key == key);

    /// <summary>A line of somebody else's text: only a person can tell what else leans on it.</summary>
    public override TextChange? Remove(Setting setting) => null;

    private void Add(string line, int at)
    {
        var equals = line.IndexOf('=');
        var key = equals < 0 ? "" : line.Substring(0, equals).Trim();
        if (key.Length == 0 || key[0] == '#')
            return;

        var value = line.Substring(equals + 1).Trim();
        if (at < 0)
        {
            _settings.Add(new Setting(key, Span, value, Span, Span));
            return;
        }

        var keyStart = at + line.IndexOf(key, StringComparison.Ordinal);
        var valueStart = value.Length == 0 ? at + equals + 1 : at + line.IndexOf(value, equals + 1, StringComparison.Ordinal);
        _settings.Add(new Setting(
            key,
            new TextSpan(keyStart, key.Length),
            value,
            new TextSpan(valueStart, value.Length),
            TextSpan.FromBounds(keyStart, valueStart + value.Length)));
    }
}
