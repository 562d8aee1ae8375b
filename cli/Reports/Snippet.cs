using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;

namespace VirtLint.Cli.Reports;

/// <summary>Draws the lines of a place with a gutter, and carets under its text.</summary>
internal sealed class Snippet(SecretSpans secrets, Ink ink)
{
    /// <summary>Columns of a line that are shown at most.</summary>
    private const int Width = 120;

    /// <summary>Columns kept to the left of the carets when a line is cut.</summary>
    private const int Lead = 30;

    /// <summary>A span over more lines than this shows its first and its last.</summary>
    private const int MaxLines = 4;

    private const string TabStop = "    ";

    private DrawnLine? _last;

    public static int GutterOf(IEnumerable<Origin> places) =>
        places.Max(static place => (place.Lines.End.Line + 1).ToString(CultureInfo.InvariantCulture).Length);

    public void Draw(TextWriter writer, Origin place, int gutter, char underline, Func<string, string> paint)
    {
        var lines = place.File.Text.Lines;
        var (first, last) = (place.Lines.Start.Line, place.Lines.End.Line);
        // A span that ends at a line's start covers nothing of that line.
        if (last > first && lines[last].Start == place.Span.End)
            last--;

        var blank = new string(' ', gutter + 1);
        writer.WriteLine($"{blank}{ink.Frame("|")}");
        for (var number = first; number <= last; number++)
        {
            if (last - first >= MaxLines && number == first + 1)
            {
                writer.WriteLine(ink.Frame("..."));
                number = last;
            }

            var (text, marks) = Line(place, lines[number]);
            var label = (number + 1).ToString(CultureInfo.InvariantCulture).PadLeft(gutter);
            writer.WriteLine(text.Length == 0 ? ink.Frame($"{label} |") : $"{ink.Frame($"{label} |")} {text}");
            writer.WriteLine($"{blank}{ink.Frame("|")} {new string(' ', marks.Start)}{paint(new string(underline, marks.Length))}");
        }

        writer.WriteLine($"{blank}{ink.Frame("|")}");
    }

    private (string Text, TextSpan Marks) Line(Origin place, TextLine line)
    {
        var drawn = Draw(place.File, line);
        var start = place.Span.Start <= line.Start
            ? drawn.Columns[drawn.Indent]
            : drawn.Columns[Math.Min(place.Span.Start - line.Start, drawn.Columns.Length - 1)];
        var end = drawn.Columns[Math.Clamp(place.Span.End - line.Start, 0, drawn.Columns.Length - 1)];
        return Cut(drawn.Text, TextSpan.FromBounds(start, Math.Max(end, start + 1)));
    }

    /// <summary>The line as it is shown. Findings come in the order of the file: many on one long line draw it once.</summary>
    private DrawnLine Draw(SourceFile file, TextLine line)
    {
        if (_last is { } last && ReferenceEquals(last.File, file) && last.Start == line.Start)
            return last;

        var hidden = secrets.In(file, line);
        var next = 0;
        var shown = new StringBuilder();
        var columns = new int[line.Span.Length + 1];
        var source = line.ToString();
        for (var i = 0; i < source.Length; i++)
        {
            columns[i] = shown.Length;
            var position = line.Start + i;
            while (next < hidden.Count && hidden[next].End <= position)
                next++;

            if (next < hidden.Count && hidden[next].Contains(position))
            {
                // Of a fixed length: that of the secret is nobody's business either.
                if (position == hidden[next].Start)
                    shown.Append("***");
            }
            else if (source[i] == '\t')
            {
                shown.Append(TabStop);
            }
            else
            {
                shown.Append(Printable.Steers(source[i]) ? Printable.Replacement : source[i]);
            }
        }

        columns[source.Length] = shown.Length;
        _last = new(file, line.Start, shown.ToString().TrimEnd(), columns, source.Length - source.TrimStart().Length);
        return _last;
    }

    private static (string Text, TextSpan Marks) Cut(string text, TextSpan marks)
    {
        if (text.Length <= Width)
            return (text, marks);

        var from = marks.End <= Width - 1 ? 0 : Math.Max(0, Math.Min(marks.Start - Lead, text.Length - Width));
        var to = Math.Min(text.Length, from + Width);
        var shown = text[from..to];
        if (from > 0)
            shown = "…" + shown[1..];

        if (to < text.Length)
            shown = shown[..^1] + "…";

        var start = Math.Clamp(marks.Start - from, 0, Width - 1);
        return (shown, TextSpan.FromBounds(start, Math.Clamp(marks.End - from, start + 1, Width)));
    }

    /// <summary>A line as it is shown.</summary>
    /// <param name="Start">Where it begins in its file.</param>
    /// <param name="Text">Without secrets, tabs and what would steer a terminal.</param>
    /// <param name="Columns">The column at which each of its characters is shown, and the one behind the last.</param>
    /// <param name="Indent">How many of its characters are white space at its start.</param>
    private sealed record DrawnLine(SourceFile File, int Start, string Text, int[] Columns, int Indent);
}
