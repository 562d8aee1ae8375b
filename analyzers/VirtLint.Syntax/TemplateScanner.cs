using System;

namespace VirtLint.Syntax;

/// <summary>Finds the marks of Jinja (<c>{% %} {{ }} {# #}</c>) and ERB (<c>&lt;% %&gt;</c>) in a text read by position.</summary>
internal sealed class TemplateScanner(string text)
{
    // A closer that is missing after one position is missing after all later ones: each is searched in vain only once.
    private bool _noStatementEnd;
    private bool _noExpressionEnd;
    private bool _noCommentEnd;
    private bool _noErbEnd;

    /// <summary>Whether a mark opens at a position.</summary>
    public bool Opens(int position)
    {
        if (position + 1 >= text.Length)
            return false;

        var next = text[position + 1];
        return text[position] switch
        {
            '{' => next is '{' or '%' or '#',
            '<' => next == '%',
            _ => false,
        };
    }

    /// <summary>The position behind the mark that opens at a position, or -1 when it is never closed.</summary>
    public int EndOf(int position) => (text[position], text[position + 1]) switch
    {
        ('{', '{') => Search("}}", position + 2, ref _noExpressionEnd),
        ('{', '%') => Search("%}", position + 2, ref _noStatementEnd),
        ('{', '#') => Search("#}", position + 2, ref _noCommentEnd),
        _ => Search("%>", position + 2, ref _noErbEnd),
    };

    /// <summary>
    /// The end of the last line of a template line that starts at a position: a mark that opens in it may close in a
    /// later one.
    /// </summary>
    public int EndOfLine(int position)
    {
        var end = Characters.EndOfLine(text, position);
        for (var i = position; i < end; i++)
        {
            if (!Opens(i))
                continue;

            var close = EndOf(i);
            if (close < 0)
                continue;

            i = close - 1;
            if (close > end)
                end = Characters.EndOfLine(text, close);
        }

        return end;
    }

    /// <summary>How many blocks (<c>if</c>, <c>for</c>, <c>do</c>) the marks between two positions open, less those that they close.</summary>
    public int Nesting(int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            if (!Opens(i) || EndOf(i) is not (>= 0 and var close))
                continue;

            if (text[i] == '<' || text[i + 1] == '%')
                depth += Step(text.Substring(i + 2, close - i - 4).Trim('-', '+', ' ', '\t', '\r', '\n'), isErb: text[i] == '<');

            i = close - 1;
        }

        return depth;
    }

    private static int Step(string statement, bool isErb)
    {
        var end = 0;
        while (end < statement.Length && char.IsLetter(statement[end]))
            end++;

        var word = statement.Substring(0, end);
        if (word.StartsWith("end", StringComparison.Ordinal))
            return -1;

        return word switch
        {
            "if" or "unless" or "for" or "while" => 1,
            "macro" or "block" or "filter" or "call" or "with" or "raw" when !isErb => 1,
            "case" or "begin" when isErb => 1,
            _ => isErb && (statement.EndsWith(" do", StringComparison.Ordinal) || (statement.Contains(" do |") && statement.EndsWith("|", StringComparison.Ordinal))) ? 1 : 0,
        };
    }

    private int Search(string closer, int start, ref bool isMissing)
    {
        if (isMissing)
            return -1;

        var found = text.IndexOf(closer, start, StringComparison.Ordinal);
        isMissing = found < 0;
        return found < 0 ? -1 : found + closer.Length;
    }
}
