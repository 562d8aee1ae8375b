using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>Texts. // about_Quoting_Rules</summary>
internal sealed partial class PowerShellParser
{
    private PsString ParseQuoted()
    {
        var start = _position;
        return IsSingleQuote(_text[_position]) ? ParseVerbatim(start) : ParseExpandable(start);
    }

    private PsString ParseVerbatim(int start)
    {
        var decoded = new StringBuilder();
        var i = start + 1;
        while (i < _text.Length)
        {
            if (IsSingleQuote(_text[i]))
            {
                if (i + 1 >= _text.Length || !IsSingleQuote(_text[i + 1]))
                    break;

                i++;
            }

            decoded.Append(_text[i++]);
        }

        return Quoted(start, i, [new PsStringPart(decoded.ToString(), null)]);
    }

    private PsString ParseExpandable(int start)
    {
        var parts = new TextParts([]);
        _position = start + 1;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (IsDoubleQuote(c))
            {
                if (_position + 1 >= _text.Length || !IsDoubleQuote(_text[_position + 1]))
                    break;

                parts.Add(c);
                _position += 2;
            }
            else
            {
                TakeExpandable(parts, c);
            }
        }

        return Quoted(start, _position, parts.ToImmutable());
    }

    /// <summary>One character, escape or expression of a text in which variables are evaluated.</summary>
    private void TakeExpandable(TextParts parts, char c)
    {
        if (c == '`' && _position + 1 < _text.Length)
        {
            parts.Add(Unescaped(_text[_position + 1]));
            _position += 2;
        }
        else if (c == '$' && StartsVariable(_position))
        {
            parts.Add(ParsePrimary());
        }
        else
        {
            parts.Add(c);
            _position++;
        }
    }

    private PsString Quoted(int start, int end, ImmutableArray<PsStringPart> parts)
    {
        if (end >= _text.Length)
        {
            _errors.Add(new TextSpan(start, 1), "unterminated text; expected a closing quote");
            _position = _text.Length;
            return new PsString(parts, TextSpan.FromBounds(start + 1, _text.Length), false, TextSpan.FromBounds(start, _text.Length));
        }

        _position = end + 1;
        return new PsString(parts, TextSpan.FromBounds(start + 1, end), false, TextSpan.FromBounds(start, _position));
    }

    /// <summary><c>@' … '@</c> and <c>@" … "@</c>, each mark on a line of its own.</summary>
    private PsString ParseHereString()
    {
        var start = _position;
        var isVerbatim = IsSingleQuote(_text[start + 1]);
        var header = start + 2;
        while (header < _text.Length && IsSpace(_text[header]))
            header++;

        if (header < _text.Length && !Characters.IsEol(_text[header]))
        {
            // No here-string: an at sign in front of a text.
            _position++;
            return ParseQuoted();
        }

        var body = Characters.AfterLineBreak(_text, header);
        var end = EndOfHereString(body, isVerbatim);
        if (end < 0)
        {
            _errors.Add(new TextSpan(start, 2), $"unterminated text; expected '{_text[start + 1]}@' at the start of a line");
            _position = _text.Length;
            return new PsString([], TextSpan.FromBounds(body, _text.Length), false, TextSpan.FromBounds(start, _text.Length));
        }

        // The last line break belongs to the mark.
        var last = end;
        if (last > body && _text[last - 1] == '\n')
            last--;

        if (last > body && _text[last - 1] == '\r')
            last--;

        var parts = new TextParts([]);
        if (isVerbatim)
        {
            parts.Add(_text.Substring(body, last - body));
        }
        else
        {
            _position = body;
            while (_position < last)
                TakeExpandable(parts, _text[_position]);
        }

        _position = end + 2;
        return new PsString(parts.ToImmutable(), TextSpan.FromBounds(body, last), false, TextSpan.FromBounds(start, _position));
    }

    private int EndOfHereString(int body, bool isVerbatim)
    {
        for (var line = body; line + 1 < _text.Length; line = Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, line)))
        {
            if ((isVerbatim ? IsSingleQuote(_text[line]) : IsDoubleQuote(_text[line])) && _text[line + 1] == '@')
                return line;
        }

        return -1;
    }

    /// <summary>Whether a dollar sign starts something that is evaluated.</summary>
    private bool StartsVariable(int position)
    {
        var next = position + 1 < _text.Length ? _text[position + 1] : End;
        return char.IsLetterOrDigit(next) || next is '_' or '{' or '(' or '$' or '?' or '^';
    }

    private static char Unescaped(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'v' => '\v',
        _ => c,
    };

    /// <summary>Text and expressions in turn.</summary>
    private sealed class TextParts
    {
        private readonly ImmutableArray<PsStringPart>.Builder _parts = ImmutableArray.CreateBuilder<PsStringPart>();
        private readonly StringBuilder _text = new();

        public TextParts(ImmutableArray<PsStringPart> first) => Add(first);

        public void Add(char c) => _text.Append(c);

        public void Add(string text) => _text.Append(text);

        public void Add(PsExpression expression)
        {
            Flush();
            _parts.Add(new PsStringPart(null, expression));
        }

        public void Add(ImmutableArray<PsStringPart> parts)
        {
            foreach (var part in parts)
            {
                if (part.Expression is { } expression)
                    Add(expression);
                else
                    Add(part.Text ?? "");
            }
        }

        public ImmutableArray<PsStringPart> ToImmutable()
        {
            Flush();
            return _parts.ToImmutable();
        }

        private void Flush()
        {
            if (_text.Length == 0)
                return;

            _parts.Add(new PsStringPart(_text.ToString(), null));
            _text.Clear();
        }
    }
}
