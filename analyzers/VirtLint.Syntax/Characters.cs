using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>Lines and characters of a text that is read by position.</summary>
internal static class Characters
{
    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsEol(char c) => c is '\n' or '\r';

    /// <summary>The position behind a byte order mark that the host left in the text.</summary>
    public static int AfterByteOrderMark(string text) => text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;

    public static int SkipBlanks(string text, int position)
    {
        while (position < text.Length && IsBlank(text[position]))
            position++;

        return position;
    }

    public static int TrimEnd(string text, int start, int end)
    {
        while (end > start && IsBlank(text[end - 1]))
            end--;

        return end;
    }

    /// <summary>The position of the line's end: its line break, or the end of the text.</summary>
    public static int EndOfLine(string text, int position)
    {
        while (position < text.Length && !IsEol(text[position]))
            position++;

        return position;
    }

    /// <summary>The start of the line after the one that ends at <paramref name="endOfLine"/>.</summary>
    public static int AfterLineBreak(string text, int endOfLine)
    {
        if (endOfLine >= text.Length)
            return text.Length;

        return text[endOfLine] == '\r' && endOfLine + 1 < text.Length && text[endOfLine + 1] == '\n'
            ? endOfLine + 2
            : endOfLine + 1;
    }

    /// <summary>The line break that the text uses, so that an edit does not mix two.</summary>
    public static string LineBreakOf(string text)
    {
        var end = EndOfLine(text, 0);
        var next = AfterLineBreak(text, end);
        return next > end ? text.Substring(end, next - end) : "\n";
    }

    /// <summary>The edit that adds a line at the end of the text.</summary>
    public static TextChange AppendLine(string text, string line)
    {
        var lineBreak = LineBreakOf(text);
        var startsLine = text.Length == AfterByteOrderMark(text) || IsEol(text[text.Length - 1]);
        return new TextChange(new TextSpan(text.Length, 0), startsLine ? line + lineBreak : lineBreak + line);
    }

    /// <summary>Names what stands at a position, for "unexpected …": one character at most, so that no secret is quoted.</summary>
    public static string Describe(string text, int position)
    {
        if (position >= text.Length)
            return "end of file";

        var c = text[position];
        if (IsEol(c))
            return "end of line";
        if (c == '\t')
            return "tab";
        if (c == ' ')
            return "space";
        if (c == '\'')
            return "single quote";
        if (char.IsControl(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c) || c == '\uFEFF')
            return "character U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

        return "'" + c + "'";
    }

    /// <summary>The span of what <see cref="Describe"/> names: one character, empty at an end.</summary>
    public static TextSpan SpanAt(string text, int position) =>
        position >= text.Length || IsEol(text[position]) ? new TextSpan(position, 0) : new TextSpan(position, 1);
}
