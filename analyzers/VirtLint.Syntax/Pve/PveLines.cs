using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>What the line-based grammars of Proxmox VE share while they read: the text, its errors and its comments.</summary>
internal sealed class PveLines(SourceText source)
{
    private readonly ErrorList _errors = new();
    private readonly ImmutableArray<Literal>.Builder _comments = ImmutableArray.CreateBuilder<Literal>();
    private readonly string _text = source.ToString();

    public SourceText Source { get; } = source;

    public bool IsTemplate { get; private set; }

    public ImmutableArray<Literal> Comments => _comments.ToImmutable();

    public ImmutableArray<SyntaxError> Errors => _errors.ToImmutable(IsTemplate);

    public int Count => Source.Lines.Count;

    /// <summary>The line without its break, and without a byte order mark on the first.</summary>
    public TextSpan this[int index]
    {
        get
        {
            var span = Source.Lines[index].Span;
            return index == 0 && span.Length > 0 && _text[0] == '\uFEFF' ? TextSpan.FromBounds(1, span.End) : span;
        }
    }

    /// <summary>The line with its break.</summary>
    public TextSpan Full(int index) => Source.Lines[index].SpanIncludingLineBreak;

    public string Text(TextSpan span) => _text.Substring(span.Start, span.Length);

    public char At(int position) => _text[position];

    public void Report(TextSpan span, string message) => _errors.Add(span, message);

    /// <summary>Remembers a comment or description line: the text behind the mark.</summary>
    public void AddComment(TextSpan span) => _comments.Add(new(Text(span), span));

    /// <summary>Whether a line is a template's own (<c>{% … %}</c>, <c>&lt;% … %&gt;</c>, <c>{{ … }}</c> alone): it is skipped.</summary>
    public bool IsTemplateLine(TextSpan line)
    {
        var start = Characters.SkipBlanks(_text, line.Start);
        if (start + 1 >= line.End || !(_text[start] == '{' && _text[start + 1] is '%' or '{' or '#' || (_text[start] == '<' && _text[start + 1] == '%')))
            return false;

        if (_text[start] != '{' && _text[start] != '<')
            return false;

        IsTemplate = true;
        return true;
    }

    /// <summary>The span without blanks at either end.</summary>
    public TextSpan Trim(TextSpan span)
    {
        var start = span.Start;
        while (start < span.End && char.IsWhiteSpace(_text[start]))
            start++;

        var end = span.End;
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The span without any comment that starts at the first <c>#</c>, which is remembered.</summary>
    public TextSpan WithoutComment(TextSpan span)
    {
        var hash = _text.IndexOf('#', span.Start, span.Length);
        if (hash < 0)
            return span;

        AddComment(TextSpan.FromBounds(hash + 1, span.End));
        return TextSpan.FromBounds(span.Start, hash);
    }

    /// <summary>The end of the word that starts at a position: the next white space, or the end of the span.</summary>
    public int WordEnd(int start, int end)
    {
        while (start < end && !char.IsWhiteSpace(_text[start]))
            start++;

        return start;
    }
}
