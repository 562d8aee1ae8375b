using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>One word of a command line, after the quoting of the shell.</summary>
public sealed class CommandWord
{
    private readonly int[]? _positions;

    internal CommandWord(string text, TextSpan span, bool isQuoted, bool isResolved, int[]? positions)
    {
        Text = text;
        Span = span;
        IsQuoted = isQuoted;
        IsResolved = isResolved;
        _positions = positions;
    }

    /// <summary>
    /// The word without its quotes. An expansion stays, spelt <c>${NAME}</c> or <c>$(…)</c> in whatever way it was
    /// written, so that <see cref="TemplateMarks"/> knows it.
    /// </summary>
    public string Text { get; }

    /// <summary>Where the word stands, without the quotes when one pair encloses all of it.</summary>
    public TextSpan Span { get; }

    /// <summary>Whether one pair of quotes encloses the whole word.</summary>
    public bool IsQuoted { get; }

    /// <summary>Whether no variable, command or placeholder decides what the word says.</summary>
    public bool IsResolved { get; }

    /// <summary>Where the word stands from one of its signs on, without a quote around that part.</summary>
    public TextSpan SpanFrom(int start) => start < Text.Length ? Map[start, Text.Length] : new TextSpan(Span.End, 0);

    public Literal AsLiteral() => new(Text, Span);

    internal CommandWord Shift(int offset)
    {
        if (offset == 0)
            return this;

        var positions = _positions is null ? null : System.Array.ConvertAll(_positions, position => position + offset);
        return new CommandWord(Text, new TextSpan(Span.Start + offset, Span.Length), IsQuoted, IsResolved, positions);
    }

    internal SpanMap Map => new(Text, Span, _positions);
}
