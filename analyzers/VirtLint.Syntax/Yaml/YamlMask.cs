using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Yaml;

/// <summary>
/// A template's text with its marks covered, so that what is left is YAML of the same length: control marks become blanks
/// and empty lines, placeholders become words.
/// </summary>
internal sealed class YamlMask
{
    private readonly List<TextSpan> _placeholders = [];
    private readonly List<TextSpan> _conditions = [];

    private YamlMask(string text) => Text = text;

    /// <summary>The covered text.</summary>
    public string Text { get; private set; }

    /// <summary>Whether there are statements among the marks, so that the text is not what is rendered.</summary>
    public bool HasControl { get; private set; }

    /// <summary>Covers the marks of a text; null when it has none.</summary>
    public static YamlMask? Of(string text)
    {
        var marks = new TemplateScanner(text);
        var mask = new YamlMask(text);
        var covered = new StringBuilder(text);
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!marks.Opens(i) || marks.EndOf(i) is not (>= 0 and var end))
                continue;

            var span = TextSpan.FromBounds(i, end);
            if (IsControl(text, span))
            {
                mask.HasControl = true;
                Count(Word(text, span), span, open, mask);
                // An empty line means nothing anywhere in YAML; blanks would, as the first line of a block.
                Cover(covered, span, IsAlone(text, span) ? '\n' : ' ');
            }
            else
            {
                mask._placeholders.Add(span);
                Cover(covered, span, 'T');
            }

            i = end - 1;
        }

        foreach (var start in open)
            mask._conditions.Add(TextSpan.FromBounds(start, text.Length));

        mask.Text = covered.ToString();
        return mask.Text == text ? null : mask;
    }

    /// <summary>Whether a placeholder stands in a text.</summary>
    public bool Covers(TextSpan span)
    {
        foreach (var placeholder in _placeholders)
        {
            if (placeholder.OverlapsWith(span))
                return true;
        }

        return false;
    }

    /// <summary>Whether a condition or a loop stands around a place.</summary>
    public bool IsConditional(int position)
    {
        foreach (var condition in _conditions)
        {
            if (condition.Contains(position))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Jinja's statements and comments; of Go's and Helm's marks those that begin with a keyword, and those that stand alone
    /// on their line: what they give is more than a value.
    /// </summary>
    private static bool IsControl(string text, TextSpan span)
    {
        if (text[span.Start] == '<' || text[span.Start + 1] is '%' or '#')
            return true;

        if (Word(text, span) is "if" or "else" or "end" or "range" or "with" or "define" or "block" or "template" or "include" or "break" or "continue" || text[span.Start + 2] is '/')
            return true;

        return IsAlone(text, span);
    }

    private static bool IsAlone(string text, TextSpan span)
    {
        var lineStart = span.Start;
        while (lineStart > 0 && Characters.IsBlank(text[lineStart - 1]))
            lineStart--;

        var lineEnd = Characters.SkipBlanks(text, span.End);
        return (lineStart == 0 || Characters.IsEol(text[lineStart - 1])) && (lineEnd == text.Length || Characters.IsEol(text[lineEnd]));
    }

    private static void Count(string word, TextSpan span, Stack<int> open, YamlMask mask)
    {
        switch (word)
        {
            case "if" or "for" or "range" or "with" or "unless":
                open.Push(span.End);
                break;
            case "end" or "endif" or "endfor" when open.Count > 0:
                mask._conditions.Add(TextSpan.FromBounds(open.Pop(), span.Start));
                break;
        }
    }

    private static string Word(string text, TextSpan span)
    {
        var start = span.Start + 2;
        while (start < span.End && (Characters.IsBlank(text[start]) || text[start] is '-' or '+'))
            start++;

        var end = start;
        while (end < span.End && char.IsLetter(text[end]))
            end++;

        return text.Substring(start, end - start);
    }

    private static void Cover(StringBuilder covered, TextSpan span, char with)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (!Characters.IsEol(covered[i]))
                covered[i] = with;
        }
    }
}
