using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;

namespace VirtLint.Formats.Binding;

/// <summary>
/// A text of some format that stands within a file of another one: the content that a task writes to a host, or arguments
/// that are the lines of a guest's configuration. It knows where its parts stand.
/// </summary>
/// <param name="file">The file that holds it.</param>
/// <param name="fallback">The place of what stands nowhere: words that the format needs around the parts.</param>
internal sealed class EmbeddedText(SourceFile file, TextSpan fallback)
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length, TextSpan Source)> _parts = [];

    /// <summary>Whether it is only a part of what the format would have, so that its silence says nothing.</summary>
    public bool IsFragment { get; init; }

    public int Length => _text.Length;

    /// <summary>Adds words that stand nowhere.</summary>
    public EmbeddedText Add(string words)
    {
        _text.Append(words);
        return this;
    }

    /// <summary>Adds a part that stands in the file, sign by sign or in another form.</summary>
    public EmbeddedText Add(string part, TextSpan source)
    {
        if (part.Length > 0)
            _parts.Add((_text.Length, part.Length, source));

        _text.Append(part);
        return this;
    }

    /// <summary>Adds the lines of a block, without the blanks that only set it off.</summary>
    /// <param name="indent">What sets each line off instead.</param>
    public EmbeddedText AddLines(SourceText text, TextSpan lines, string indent = "")
    {
        var depth = lines.Start - text.Lines.GetLineFromPosition(lines.Start).Start;
        for (var line = text.Lines.GetLineFromPosition(lines.Start); line.Start < lines.End; line = text.Lines[line.LineNumber + 1])
        {
            var start = Math.Max(line.Start, lines.Start);
            while (start < line.End && start - line.Start < depth && text[start] == ' ')
                start++;

            var end = Math.Min(line.End, lines.End);
            if (end > start)
                Add(indent).Add(text.ToString(TextSpan.FromBounds(start, end)), TextSpan.FromBounds(start, end));

            Add("\n");
            if (line.LineNumber + 1 == text.Lines.Count)
                break;
        }

        return this;
    }

    /// <summary>Adds another text of the same file, with the places of its parts.</summary>
    public void Add(EmbeddedText other)
    {
        foreach (var (start, length, source) in other._parts)
            _parts.Add((_text.Length + start, length, source));

        _text.Append(other._text);
    }

    /// <summary>Adds a text that the file writes in another form: folded, indented, or with escapes. Each part of it that stands there as it is keeps its place.</summary>
    /// <param name="positions">Where each sign of the text stands in the file, and where the last one ends; see <see cref="Align"/>.</param>
    public EmbeddedText AddAligned(string text, int start, int end, int[] positions)
    {
        for (var from = start; from < end;)
        {
            var to = from + 1;
            while (to < end && positions[to] == positions[to - 1] + 1)
                to++;

            Add(text.Substring(from, to - from), new TextSpan(positions[from], to - from));
            from = to;
        }

        return this;
    }

    /// <summary>Where each sign of a decoded scalar stands in the file, and behind them where the scalar ends.</summary>
    public static int[] Align(string decoded, SourceText source, TextSpan span)
    {
        var positions = new int[decoded.Length + 1];
        var at = span.Start;
        for (var i = 0; i < decoded.Length; i++)
        {
            var c = decoded[i];

            // What folds or sets off a line, doubles a quote or escapes a sign is not in the text.
            while (at < span.End && source[at] != c && (source[at] is '\'' or '\\' || (char.IsWhiteSpace(source[at]) && !char.IsWhiteSpace(c))))
                at++;

            positions[i] = Math.Min(at, Math.Max(span.Start, span.End - 1));
            if (at < span.End)
                at++;
        }

        positions[decoded.Length] = span.End;
        return positions;
    }

    public SourceText ToText() => SourceText.From(_text.ToString());

    /// <summary>Where a span of the text stands.</summary>
    public Origin Place(TextSpan span)
    {
        var (start, end) = (-1, -1);
        for (var i = FirstFrom(span.Start); i < _parts.Count && (_parts[i].Start < span.End || (span.Length == 0 && _parts[i].Start <= span.Start)); i++)
        {
            var part = _parts[i];
            var isExact = part.Length == part.Source.Length;
            if (start < 0)
                start = isExact ? part.Source.Start + Math.Max(0, span.Start - part.Start) : part.Source.Start;

            end = Math.Max(end, isExact ? part.Source.Start + Math.Min(part.Length, span.End - part.Start) : part.Source.End);
        }

        return new(file, start < 0 ? fallback : TextSpan.FromBounds(start, Math.Max(start, end)));
    }

    /// <summary>The edit in the file that makes an edit of the text; null where it would touch more than one part.</summary>
    public TextChange? Outward(TextChange change)
    {
        var index = FirstFrom(change.Span.Start);
        if (index >= _parts.Count || change.Span.Length == 0 || change.NewText is null || change.NewText.IndexOf('\n') >= 0)
            return null;

        var part = _parts[index];
        return part.Length == part.Source.Length && part.Start <= change.Span.Start && change.Span.End <= part.Start + part.Length
            ? new TextChange(new TextSpan(part.Source.Start + change.Span.Start - part.Start, change.Span.Length), change.NewText)
            : null;
    }

    /// <summary>The first part that ends behind a position.</summary>
    private int FirstFrom(int position)
    {
        var (low, high) = (0, _parts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_parts[middle].Start + _parts[middle].Length > position)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
