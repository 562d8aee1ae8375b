using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.LibvirtConf;

// libvirt, src/util/virconf.c: virConfParseStatement, virConfParseValue, virConfParseString, virConfParseSeparator
internal sealed class LibvirtConfParser
{
    private const string ExpectedValue = "expected a string in quotes, an integer or a list";

    private readonly SourceText _source;
    private readonly string _text;
    private readonly TemplateScanner _templates;
    private readonly ErrorList _errors = new();
    private readonly ImmutableArray<Setting>.Builder _settings = ImmutableArray.CreateBuilder<Setting>();
    private readonly ImmutableArray<Literal>.Builder _comments = ImmutableArray.CreateBuilder<Literal>();
    private int _position;
    private int _nodes;
    private int _depth;
    private int _errorsBefore;
    private bool _isTemplate;
    private bool _isClosed = true;
    private int _templateDepth;

    public LibvirtConfParser(SourceText source)
    {
        _source = source;
        _text = source.ToString();
        _templates = new TemplateScanner(_text);
    }

    private bool IsAtEnd => _position >= _text.Length;

    public LibvirtConfTree Parse()
    {
        _position = Characters.AfterByteOrderMark(_text);
        while (!IsAtEnd && !_errors.IsFull)
        {
            if (_nodes > Limits.Nodes)
            {
                _errors.Add(new TextSpan(_position, 0), $"more than {Limits.Nodes} settings and list items; the rest was not read");
                break;
            }

            ReadStatement();
        }

        return new LibvirtConfTree(
            _source,
            new LibvirtConfScope(_text, _settings.ToImmutable(), _isClosed),
            _comments.ToImmutable(),
            _isTemplate,
            _errors.ToImmutable(_isTemplate));
    }

    private void ReadStatement()
    {
        SkipBlanksAndLines();
        if (IsAtEnd)
            return;

        if (_templates.Opens(_position))
        {
            _isTemplate = true;
            var end = _templates.EndOfLine(_position);
            _templateDepth = System.Math.Max(0, _templateDepth + _templates.Nesting(_position, end));
            _position = end;
            return;
        }

        if (_text[_position] == '#')
        {
            ReadComment();
            return;
        }

        var start = _position;
        _errorsBefore = _errors.Count;
        if (!IsLetter(_text[start]))
        {
            if (IsPlaceholderLine(start))
                _isTemplate = true;
            else
                Unexpected("expected the name of a setting");
            SkipLine();
            return;
        }

        while (!IsAtEnd && IsNamePart(_text[_position]))
            _position++;

        var keySpan = TextSpan.FromBounds(start, _position);
        SkipBlanks();
        if (IsAtEnd || _text[_position] != '=')
        {
            Unexpected("expected '='");
            SkipLine();
            return;
        }

        _position++;
        SkipBlanks();
        ReadValue(start, keySpan);
    }

    private void ReadValue(int start, TextSpan keySpan)
    {
        var key = _text.Substring(keySpan.Start, keySpan.Length);
        _nodes++;
        if (!IsAtEnd && _text[_position] == '[')
        {
            var open = _position;
            var items = ReadList();
            var span = TextSpan.FromBounds(open, _position);
            EndStatement();
            _settings.Add(new Setting(key, keySpan, "", span, FullSpan(start, span.End)) { Items = items, IsConditional = _templateDepth > 0 });
            return;
        }

        if (ReadScalar(out var value, out var isQuoted) is not { } valueEnd)
        {
            SkipLine();
            return;
        }

        EndStatement();
        _settings.Add(new Setting(key, keySpan, value.Text, value.Span, FullSpan(start, valueEnd)) { IsQuoted = isQuoted, IsConditional = _templateDepth > 0 });
    }

    /// <summary>Reads a value that is no list, and says where it ends: behind its quotes.</summary>
    private int? ReadScalar(out Literal value, out bool isQuoted)
    {
        value = default;
        isQuoted = false;
        if (IsAtEnd)
        {
            Unexpected(ExpectedValue);
            return null;
        }

        var c = _text[_position];
        if (c is '"' or '\'')
        {
            isQuoted = true;
            value = ReadString(c);
            return _position;
        }

        if (c is '-' or '+' or (>= '0' and <= '9'))
        {
            value = ReadInteger();
            return _position;
        }

        return ReadBareText(out value);
    }

    private Literal ReadString(char quote)
    {
        var open = _position;
        var isMultiLine = string.CompareOrdinal(_text, open, "\"\"\"", 0, 3) == 0;
        var width = isMultiLine ? 3 : 1;
        var start = open + width;
        var end = isMultiLine
            ? _text.IndexOf("\"\"\"", start, System.StringComparison.Ordinal)
            : EndOfQuoted(start, quote);
        if (end >= 0)
        {
            _position = end + width;
            return LiteralAt(start, end);
        }

        if (isMultiLine)
        {
            _isClosed = false;
            Error(new TextSpan(open, 3), "unterminated string; expected a closing '\"\"\"'");
            _position = _text.Length;
            return LiteralAt(start, _text.Length);
        }

        var name = quote == '"' ? "double quote" : "single quote";
        Error(new TextSpan(open, 1), $"unterminated string; expected a closing {name} on the same line");
        _position = Characters.EndOfLine(_text, start);
        return LiteralAt(start, _position);
    }

    private int EndOfQuoted(int position, char quote)
    {
        while (position < _text.Length && !Characters.IsEol(_text[position]))
        {
            if (_text[position] == quote)
                return position;
            position++;
        }

        return -1;
    }

    private Literal ReadInteger()
    {
        var start = _position;
        if (_text[_position] is '-' or '+')
            _position++;

        var digits = _position;
        while (!IsAtEnd && _text[_position] is >= '0' and <= '9')
            _position++;

        if (_position == digits)
            Unexpected("expected a digit after the sign");

        return LiteralAt(start, _position);
    }

    /// <summary>
    /// Reads text without quotes, which libvirt refuses: it is kept as the key's value, so that nobody takes the key
    /// for absent and its default for true.
    /// </summary>
    private int? ReadBareText(out Literal value)
    {
        var start = _position;
        while (!IsAtEnd && !IsBareEnd(_text[_position]))
        {
            if (_templates.Opens(_position) && _templates.EndOf(_position) is >= 0 and var close)
                _position = close;
            else
                _position++;
        }

        var end = Characters.TrimEnd(_text, start, _position);
        _position = end;
        value = LiteralAt(start, end);
        if (end == start)
        {
            Unexpected(ExpectedValue);
            return null;
        }

        if (TemplateMarks.Contains(value.Text))
            _isTemplate = true;
        else
            Error(value.Span, $"text without quotes; {ExpectedValue}");

        return end;
    }

    private ImmutableArray<Literal> ReadList()
    {
        var open = _position++;
        var items = ImmutableArray.CreateBuilder<Literal>();
        var commaMissing = false;
        _depth++;
        while (true)
        {
            SkipListSpace();
            if (IsAtEnd)
                break;

            var c = _text[_position];
            if (c == ']')
            {
                _position++;
                _depth--;
                return items.ToImmutable();
            }

            if (c == ',')
            {
                if (!commaMissing)
                    Unexpected("expected a value or ']'");
                commaMissing = false;
                _position++;
                continue;
            }

            // An assignment on a line of its own belongs to the file: the bracket was forgotten.
            if (StartsAssignment())
                break;

            if (commaMissing)
                Unexpected("expected ',' or ']'");

            if (!ReadItem(items))
                break;

            commaMissing = true;
            if (_nodes > Limits.Nodes)
                break;
        }

        _depth--;
        _isClosed = !IsAtEnd && _isClosed;
        Error(new TextSpan(open, 1), "unterminated list; expected a closing ']'");
        _position = TrimBack(open + 1, _position);
        return items.ToImmutable();
    }

    private bool ReadItem(ImmutableArray<Literal>.Builder items)
    {
        if (_templates.Opens(_position) && _templates.EndOf(_position) is >= 0 and var close)
        {
            _isTemplate = true;
            items.Add(LiteralAt(_position, close));
            _position = close;
            _nodes++;
            return true;
        }

        var start = _position;
        if (_text[start] == '[')
        {
            if (_depth >= Limits.Depth)
            {
                Error(new TextSpan(start, 1), $"lists nested deeper than {Limits.Depth}; the rest of the line was not read");
                SkipLine();
                return false;
            }

            ReadList();
            items.Add(LiteralAt(start, _position));
            return true;
        }

        if (ReadScalar(out var item, out _) is null)
            _position = System.Math.Max(_position, start + 1);
        else
            items.Add(item);

        _nodes++;
        return true;
    }

    /// <summary>Skips blanks, line breaks and the comments that virconf.c does not take between the items of a list.</summary>
    private void SkipListSpace()
    {
        SkipBlanksAndLines();
        while (!IsAtEnd && _text[_position] == '#')
        {
            Error(
                TextSpan.FromBounds(_position, Characters.EndOfLine(_text, _position)),
                "comment inside a list; expected a value, ',' or ']', since libvirt takes comments only outside of lists");
            ReadComment();
            SkipBlanksAndLines();
        }
    }

    /// <summary>Whether the rest of the line is a placeholder such as autoconf's <c>@NAME@</c>.</summary>
    private bool IsPlaceholderLine(int start)
    {
        var end = Characters.TrimEnd(_text, start, Characters.EndOfLine(_text, start));
        return TemplateMarks.Contains(_text.Substring(start, end - start));
    }

    private bool StartsAssignment()
    {
        var i = _position;
        if (!IsLetter(_text[i]) || !IsFirstOnLine(i))
            return false;

        while (i < _text.Length && IsNamePart(_text[i]))
            i++;

        i = Characters.SkipBlanks(_text, i);
        return i < _text.Length && _text[i] == '=';
    }

    /// <summary>Reads what may stand behind a value: a comment, and the end of the line or ';'.</summary>
    private void EndStatement()
    {
        SkipBlanks();
        if (IsAtEnd || Characters.IsEol(_text[_position]))
            return;

        switch (_text[_position])
        {
            case ';':
                _position++;
                return;
            case '#':
                ReadComment();
                return;
            case '{' or '<' when _templates.Opens(_position):
                _isTemplate = true;
                _position = _templates.EndOfLine(_position);
                return;
        }

        // The value may have ended its statement in an earlier line: an unterminated list does.
        if (IsFirstOnLine(_position))
            return;

        Unexpected("expected the end of the line, ';' or a comment");
        SkipLine();
    }

    private TextSpan FullSpan(int start, int valueEnd)
    {
        var lineStart = start;
        while (lineStart > 0 && Characters.IsBlank(_text[lineStart - 1]))
            lineStart--;

        var startsLine = lineStart == 0 || Characters.IsEol(_text[lineStart - 1]) || _text[lineStart - 1] == '\uFEFF';
        var end = Characters.SkipBlanks(_text, valueEnd);
        if (end < _text.Length && _text[end] == ';')
            end = Characters.SkipBlanks(_text, end + 1);

        var endsLine = end >= _text.Length || Characters.IsEol(_text[end]) || _text[end] == '#';
        if (startsLine && endsLine)
            return TextSpan.FromBounds(lineStart, Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, end)));

        return TextSpan.FromBounds(start, end);
    }

    private void ReadComment()
    {
        var end = Characters.EndOfLine(_text, _position);
        var start = Characters.SkipBlanks(_text, _position + 1);
        _comments.Add(LiteralAt(start, Characters.TrimEnd(_text, start, end)));
        _position = end;
    }

    private int TrimBack(int start, int end)
    {
        while (end > start && (Characters.IsBlank(_text[end - 1]) || Characters.IsEol(_text[end - 1])))
            end--;

        return end;
    }

    private bool IsFirstOnLine(int position)
    {
        while (position > 0 && Characters.IsBlank(_text[position - 1]))
            position--;

        return position == 0 || Characters.IsEol(_text[position - 1]);
    }

    private Literal LiteralAt(int start, int end) => new(_text.Substring(start, end - start), TextSpan.FromBounds(start, end));

    private void Unexpected(string expected) =>
        Error(Characters.SpanAt(_text, _position), $"unexpected {Characters.Describe(_text, _position)}; {expected}");

    /// <summary>Reports the first mistake of a statement: what follows it is mostly its echo.</summary>
    private void Error(TextSpan span, string message)
    {
        if (_errors.Count == _errorsBefore)
            _errors.Add(span, message);
    }

    private void SkipLine() => _position = Characters.EndOfLine(_text, _position);

    private void SkipBlanks() => _position = Characters.SkipBlanks(_text, _position);

    private void SkipBlanksAndLines()
    {
        while (!IsAtEnd && (Characters.IsBlank(_text[_position]) || Characters.IsEol(_text[_position])))
            _position++;
    }

    private static bool IsBareEnd(char c) => c is '#' or ';' or ',' or ']' || Characters.IsEol(c);

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsNamePart(char c) => IsLetter(c) || c is (>= '0' and <= '9') or '_';
}
