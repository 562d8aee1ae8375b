using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>Reads quoted templates and heredocs.</summary>
internal sealed partial class HclParser
{
    private const string ExpectedEscape = @"\n, \r, \t, \"", \\, \u with four or \U with eight hex digits";

    /// <summary>What ended a sequence of parts.</summary>
    private enum TemplateEnd
    {
        Close,
        Else,
        EndIf,
        EndFor,
    }

    /// <summary>Reads a string of JSON as a template.</summary>
    /// <param name="value">The string, decoded, as it stands at the beginning of its span in the text that is read.</param>
    /// <param name="content">The string without its quotes.</param>
    /// <param name="span">The whole string.</param>
    public HclTemplate ReadTemplate(string value, TextSpan content, TextSpan span)
    {
        if (value.IndexOf("${", StringComparison.Ordinal) < 0 && value.IndexOf("%{", StringComparison.Ordinal) < 0)
            return new(value.Length == 0 ? [] : [new HclTemplateText(value, content)], content, span);

        if (_errors.IsFull || value.Length > content.Length)
            return new([new HclTemplateValue(new HclMissing(content), content)], content, span);

        _position = content.Start;
        _end = content.Start + value.Length;
        _isBroken = false;
        _skipsLines = false;
        _depth = 0;
        var parts = ReadParts(_end, out var reason);
        ExpectClose(reason);
        if (!_isBroken && _position != _end)
        {
            _position = _end;
            Break("the end of the text");
        }

        return new(_isBroken ? [new HclTemplateValue(new HclMissing(content), content)] : parts, content, span);
    }

    private HclTemplate ReadQuoted()
    {
        var start = _position++;
        var parts = ReadParts(end: -1, out var reason);
        ExpectClose(reason);
        var contentEnd = _position;
        if (!_isBroken && Current == '"')
            _position++;
        else
            Break("'\"' that closes the text");

        return new(parts, TextSpan.FromBounds(start + 1, contentEnd), TextSpan.FromBounds(start, _position));
    }

    private HclExpression ReadHeredoc()
    {
        var start = _position;
        _position += 2;
        var isIndented = Current == '-';
        if (isIndented)
            _position++;

        if (!IsNameStart(Current))
        {
            Break("the word that ends the heredoc");
            return new HclMissing(new TextSpan(start, 0));
        }

        var (word, wordSpan) = ReadName();
        var contentStart = Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, _position));
        var (contentEnd, end) = EndOfHeredoc(word, contentStart);
        if (contentEnd < 0)
        {
            if (!_isBroken)
                _errors.Add(wordSpan, $"the heredoc is not closed; expected a line '{word}'");

            _isBroken = true;
            _position = _text.Length;
            return new HclMissing(new TextSpan(start, 0));
        }

        _position = contentStart;
        var parts = ReadParts(contentEnd, out var reason);
        ExpectClose(reason);
        _position = end;
        if (isIndented)
            parts = Unindented(parts, contentStart, contentEnd);

        return new HclTemplate(parts, TextSpan.FromBounds(contentStart, contentEnd), TextSpan.FromBounds(start, end));
    }

    /// <summary>Where the content ends, behind its last line break, and where the closing word does; -1 when there is none.</summary>
    private (int Content, int Word) EndOfHeredoc(string word, int position)
    {
        while (position < _text.Length)
        {
            var lineEnd = Characters.EndOfLine(_text, position);
            var first = Characters.SkipBlanks(_text, position);
            if (Characters.TrimEnd(_text, first, lineEnd) - first == word.Length && string.CompareOrdinal(_text, first, word, 0, word.Length) == 0)
                return (position, first + word.Length);

            position = Characters.AfterLineBreak(_text, lineEnd);
        }

        return (-1, -1);
    }

    /// <summary>Takes the indentation that all lines share out of a heredoc. // spec.md, "Template Expressions", flush heredoc</summary>
    private ImmutableArray<HclTemplatePart> Unindented(ImmutableArray<HclTemplatePart> parts, int start, int end)
    {
        var indent = int.MaxValue;
        for (var line = start; line < end; line = Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, line)))
        {
            var first = Characters.SkipBlanks(_text, line);
            if (first < end && !Characters.IsEol(_text[first]))
                indent = Math.Min(indent, first - line);
        }

        return indent is 0 or int.MaxValue ? parts : [.. parts.Select(part => part is HclTemplateText text ? Unindented(text, indent) : part)];
    }

    private HclTemplateText Unindented(HclTemplateText part, int indent)
    {
        var isAtLineStart = part.Span.Start == 0 || Characters.IsEol(_text[part.Span.Start - 1]);
        var lines = part.Text.Split('\n');
        for (var i = isAtLineStart ? 0 : 1; i < lines.Length; i++)
        {
            var blanks = Math.Min(indent, Characters.SkipBlanks(lines[i], 0));
            lines[i] = lines[i].Substring(blanks);
        }

        return part with { Text = string.Join("\n", lines) };
    }

    /// <summary>Reads parts to the end of the template, or to a directive that ends the one that they stand in.</summary>
    /// <param name="end">Where a heredoc's content ends; -1 for a quoted template, which ends at its quote.</param>
    private ImmutableArray<HclTemplatePart> ReadParts(int end, out TemplateEnd reason)
    {
        var parts = ImmutableArray.CreateBuilder<HclTemplatePart>();
        var text = new StringBuilder();
        var textStart = _position;
        reason = TemplateEnd.Close;

        void Flush()
        {
            if (text.Length > 0)
                parts.Add(new HclTemplateText(text.ToString(), TextSpan.FromBounds(textStart, _position)));

            text.Clear();
        }

        while (!_isBroken && !IsAtEnd && (end < 0 ? Current != '"' && !Characters.IsEol(Current) : _position < end))
        {
            if (Current is '$' or '%' && Peek(1) == Current && Peek(2) == '{')
            {
                text.Append(Current).Append('{');
                _position += 3;
            }
            else if (Current is '$' or '%' && Peek(1) == '{')
            {
                Flush();
                if (Current == '$')
                    parts.Add(ReadInterpolation());
                else if (ReadDirective(end, out reason) is { } directive)
                    parts.Add(directive);
                else
                    return parts.ToImmutable();

                textStart = _position;
            }
            else if (Current == '\\' && end < 0)
            {
                ReadEscape(text);
            }
            else
            {
                text.Append(Current);
                _position++;
            }
        }

        Flush();
        return parts.ToImmutable();
    }

    private HclTemplateValue ReadInterpolation()
    {
        var start = _position;
        _position += Peek(2) == '~' ? 3 : 2;
        var value = InBrackets(ReadExpression);
        CloseSequence();
        return new(value, TextSpan.FromBounds(start, _position));
    }

    /// <summary>Reads <c>%{ if … }</c> or <c>%{ for … }</c> with all up to its end; null for a directive that ends another.</summary>
    private HclTemplatePart? ReadDirective(int end, out TemplateEnd reason)
    {
        var start = _position;
        reason = TemplateEnd.Close;
        _position += Peek(2) == '~' ? 3 : 2;
        SkipSpaceAndLines();
        var (word, span) = IsNameStart(Current) ? ReadName() : ("", new TextSpan(_position, 0));
        switch (word)
        {
            case "if":
                return ReadIf(start, end);
            case "for":
                return ReadTemplateFor(start, end);
            case "else":
                reason = TemplateEnd.Else;
                break;
            case "endif":
                reason = TemplateEnd.EndIf;
                break;
            case "endfor":
                reason = TemplateEnd.EndFor;
                break;
            default:
                _position = span.Start;
                Break("'if', 'else', 'endif', 'for' or 'endfor'");
                break;
        }

        CloseSequence();
        return null;
    }

    private HclTemplateIf ReadIf(int start, int end)
    {
        var condition = InBrackets(ReadExpression);
        CloseSequence();
        ImmutableArray<HclTemplatePart> then = [];
        ImmutableArray<HclTemplatePart> otherwise = [];
        if (!_isBroken && Enter(new TextSpan(start, 2)))
        {
            then = ReadParts(end, out var reason);
            if (reason == TemplateEnd.Else)
                otherwise = ReadParts(end, out reason);

            _depth--;
            if (reason != TemplateEnd.EndIf)
                Break("'%{ endif }'");
        }

        return new(condition, then, otherwise, TextSpan.FromBounds(start, _position));
    }

    private HclTemplateFor ReadTemplateFor(int start, int end)
    {
        var (keyName, valueName, collection) = InBrackets(ReadForHeader);
        CloseSequence();
        ImmutableArray<HclTemplatePart> body = [];
        if (!_isBroken && Enter(new TextSpan(start, 2)))
        {
            body = ReadParts(end, out var reason);
            _depth--;
            if (reason != TemplateEnd.EndFor)
                Break("'%{ endfor }'");
        }

        return new(keyName, valueName, collection, body, TextSpan.FromBounds(start, _position));
    }

    private void CloseSequence()
    {
        SkipSpaceAndLines();
        if (Current == '~')
            _position++;

        Expect('}', "'}' that closes the template sequence");
    }

    private void ExpectClose(TemplateEnd reason)
    {
        if (reason != TemplateEnd.Close)
            Break("the end of the text: no 'if' or 'for' is open here");
    }

    private void ReadEscape(StringBuilder text)
    {
        var next = Peek(1);
        switch (next)
        {
            case 'n':
                text.Append('\n');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 't':
                text.Append('\t');
                break;
            case '"' or '\\':
                text.Append(next);
                break;
            case 'u' or 'U':
                ReadUnicodeEscape(text, next == 'u' ? 4 : 8);
                return;
            default:
                Break(ExpectedEscape);
                return;
        }

        _position += 2;
    }

    private void ReadUnicodeEscape(StringBuilder text, int digits)
    {
        if (_position + 2 + digits <= _text.Length
            && int.TryParse(_text.Substring(_position + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))
        {
            text.Append(char.ConvertFromUtf32(code));
            _position += 2 + digits;
            return;
        }

        Break(ExpectedEscape);
    }

    /// <summary>The text of a template in which nothing is put: a label.</summary>
    private static string TextOf(HclTemplate template) => string.Concat(template.Parts.OfType<HclTemplateText>().Select(static part => part.Text));
}
