using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>Reads one word of a POSIX shell: quotes, backslashes, joined lines and expansions.</summary>
// POSIX.1-2017, Shell Command Language, 2.2 Quoting, 2.6 Word Expansions
internal sealed class ShellWordReader(string text, int end, ErrorList errors, TemplateScanner templates)
{
    private readonly StringBuilder _decoded = new();
    private readonly List<int> _positions = [];
    private bool _isResolved = true;

    /// <summary>The position behind the last word read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether a Jinja or ERB mark was met in any word.</summary>
    public bool HasTemplate { get; private set; }

    public CommandWord Read(int start)
    {
        _decoded.Clear();
        _positions.Clear();
        _isResolved = true;
        Position = start;
        var segments = 0;
        var isClosed = false;
        while (Position < end && !EndsWord(Position))
        {
            segments++;
            isClosed = ReadSegment();
        }

        var isQuoted = segments == 1 && isClosed;
        var span = isQuoted
            ? TextSpan.FromBounds(start + 1, Position - 1)
            : TextSpan.FromBounds(start, Position);
        return new CommandWord(_decoded.ToString(), span, isQuoted, _isResolved, PositionsWithin(span));
    }

    /// <summary>Whether an unquoted character ends a word, and is no part of a template mark.</summary>
    private bool EndsWord(int position) => text[position] switch
    {
        ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or '(' or ')' or '>' => true,
        '<' => !templates.Opens(position),
        _ => false,
    };

    /// <summary>Reads a quoted part or one unquoted character; true behind a closed pair of quotes.</summary>
    private bool ReadSegment()
    {
        switch (text[Position])
        {
            case '\'':
                return ReadSingleQuoted();
            case '"':
                return ReadDoubleQuoted();
            case '\\':
                ReadBackslash();
                return false;
            case '$' or '`':
                ReadExpansion();
                return false;
            case '{' or '<' when templates.Opens(Position):
                ReadTemplate();
                return false;
            default:
                Take();
                return false;
        }
    }

    private bool ReadSingleQuoted()
    {
        var close = text.IndexOf('\'', Position + 1, end - Position - 1);
        if (close < 0)
        {
            Unterminated("single quote");
            return false;
        }

        Position++;
        while (Position < close)
            Take();

        Position++;
        return true;
    }

    private bool ReadDoubleQuoted()
    {
        if (EndOfDoubleQuoted(Position + 1) < 0)
        {
            Unterminated("double quote");
            return false;
        }

        Position++;
        while (Position < end && text[Position] != '"')
        {
            var c = text[Position];
            if (c is '$' or '`')
                ReadExpansion();
            else if (c == '{' && templates.Opens(Position))
                ReadTemplate();
            else if (c == '\\' && Position + 1 < end && text[Position + 1] is '$' or '`' or '"' or '\\' or '\n' or '\r')
                ReadBackslash();
            else
                Take();
        }

        if (Position >= end)
            return false;

        Position++;
        return true;
    }

    private int EndOfDoubleQuoted(int position)
    {
        for (; position < end; position++)
        {
            if (text[position] == '\\')
                position++;
            else if (text[position] == '"')
                return position;
        }

        return -1;
    }

    private void Unterminated(string quote)
    {
        errors.Add(new TextSpan(Position, 1), $"unterminated quote; expected a closing {quote}");
        var lineEnd = Math.Min(Characters.EndOfLine(text, Position), end);
        Position++;
        while (Position < lineEnd)
            Take();
    }

    private void ReadBackslash()
    {
        var next = Position + 1;
        if (next >= end)
        {
            Take();
            return;
        }

        if (Characters.IsEol(text[next]))
        {
            Position = Math.Min(Characters.AfterLineBreak(text, next), end);
            return;
        }

        Position = next;
        Take();
    }

    private void ReadExpansion()
    {
        var start = Position;
        if (text[start] == '`')
        {
            ReadCommand(start, start + 1, EndOfBackquoted(start + 1));
            return;
        }

        var next = start + 1 < end ? text[start + 1] : ' ';
        if (next == '(')
        {
            ReadCommand(start, start + 2, EndOfBrackets(start + 2, '(', ')'));
            return;
        }

        if (next == '{')
        {
            var close = EndOfBrackets(start + 2, '{', '}');
            if (close < 0)
            {
                errors.Add(new TextSpan(start, 2), "unterminated expansion; expected a closing '}'");
                close = Math.Min(Characters.EndOfLine(text, start), end);
            }

            _isResolved = false;
            while (Position < close)
                Take();
            return;
        }

        var nameEnd = start + 1;
        if (IsSpecialParameter(next))
        {
            nameEnd++;
        }
        else
        {
            while (nameEnd < end && IsNamePart(text[nameEnd]))
                nameEnd++;
        }

        if (nameEnd == start + 1)
        {
            Take();
            return;
        }

        _isResolved = false;
        Take();
        Append('{', start + 1);
        while (Position < nameEnd)
            Take();
        Append('}', nameEnd - 1);
    }

    private void ReadCommand(int start, int bodyStart, int close)
    {
        _isResolved = false;
        if (close < 0)
        {
            errors.Add(TextSpan.FromBounds(start, bodyStart), "unterminated command substitution; expected its end");
            close = Math.Min(Characters.EndOfLine(text, start), end);
        }

        Append('$', start);
        Append('(', start);
        Position = bodyStart;
        while (Position < close - 1)
            Take();
        Append(')', Math.Max(start, close - 1));
        Position = close;
    }

    private int EndOfBackquoted(int position)
    {
        for (; position < end; position++)
        {
            if (text[position] == '\\')
                position++;
            else if (text[position] == '`')
                return position + 1;
        }

        return -1;
    }

    /// <summary>The position behind the bracket that closes, quoted ones passed over; -1 when there is none.</summary>
    private int EndOfBrackets(int position, char open, char close)
    {
        var depth = 1;
        for (; position < end; position++)
        {
            var c = text[position];
            if (c == '\\')
            {
                position++;
            }
            else if (c == '\'' && open == '(')
            {
                var quote = text.IndexOf('\'', position + 1, end - position - 1);
                position = quote < 0 ? position : quote;
            }
            else if (c == '"' && open == '(')
            {
                var quote = EndOfDoubleQuoted(position + 1);
                position = quote < 0 ? position : quote;
            }
            else if (c == open)
            {
                depth++;
            }
            else if (c == close && --depth == 0)
            {
                return position + 1;
            }
        }

        return -1;
    }

    private void ReadTemplate()
    {
        HasTemplate = true;
        _isResolved = false;
        var close = templates.EndOf(Position);
        var stop = close < 0 || close > end ? Math.Min(Characters.EndOfLine(text, Position), end) : close;
        while (Position < stop)
            Take();
    }

    private void Take() => Append(text[Position], Position++);

    private void Append(char c, int position)
    {
        _decoded.Append(c);
        _positions.Add(position);
    }

    private int[]? PositionsWithin(TextSpan span)
    {
        if (_positions.Count == span.Length && (_positions.Count == 0 || _positions[0] == span.Start && _positions[_positions.Count - 1] == span.End - 1))
            return null;

        _positions.Add(span.End);
        return [.. _positions];
    }

    private static bool IsSpecialParameter(char c) => c is '@' or '*' or '#' or '?' or '$' or '!' or (>= '0' and <= '9');

    private static bool IsNamePart(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
