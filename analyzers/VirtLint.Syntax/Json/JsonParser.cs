using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Microsoft.CodeAnalysis.Text;
using Newtonsoft.Json;

namespace VirtLint.Syntax.Json;

/// <summary>Builds a tree from the tokens of Newtonsoft.Json.</summary>
/// <remarks>
/// The reader tells lines and columns of the end of a token only, so the start and the end are found in the text itself:
/// from the end of the token before, over blanks, commas and colons.
/// </remarks>
internal sealed class JsonParser
{
    private const string ExpectedEscape = @"expected \"", \\, \/, \b, \f, \n, \r, \t or \u with four hex digits";
    private const int LongestNameQuoted = 60;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly bool _allowComments;
    private readonly bool _allowDuplicates;
    private readonly ErrorList _errors = new();
    private readonly ImmutableArray<Literal>.Builder _comments = ImmutableArray.CreateBuilder<Literal>();
    private readonly JsonTextReader _reader;
    private Place _place = Place.Root;
    private int _position;
    private int _start;
    private int _depth;
    private int _nodes;
    private int _separator = -1;
    private int _strangeAfter;
    private bool _commentReported;
    private bool _isOver;

    public JsonParser(SourceText source, bool allowComments, bool allowDuplicates)
    {
        _source = source;
        _text = source.ToString();
        _allowComments = allowComments;
        _allowDuplicates = allowDuplicates;
        _position = Characters.AfterByteOrderMark(_text);
        _reader = new JsonTextReader(new StringReader(_text.Substring(_position)))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
            MaxDepth = Limits.Depth,
        };
    }

    /// <summary>What the last token leaves open.</summary>
    private enum Place
    {
        Root,
        ObjectStart,
        Name,
        Member,
        ArrayStart,
        Item,
        End,
    }

    public JsonTree Parse()
    {
        JsonNode? root = null;
        if (SkipSpace(_position) == _text.Length)
        {
            _errors.Add(new TextSpan(_text.Length, 0), "the file is empty; expected a JSON value");
        }
        else if (Advance())
        {
            root = ReadValue(null);
            _place = Place.End;
            if (!_isOver)
                Advance();
        }

        var isTemplate = _errors.Count > 0 && HasTemplateMarks();
        return new JsonTree(_source, root, _comments.ToImmutable(), isTemplate, _errors.ToImmutable(isTemplate));
    }

    private JsonNode? ReadValue(TextSpan? name)
    {
        var start = _start;
        var anchor = name ?? new TextSpan(start, Math.Min(1, _text.Length - start));
        switch (_reader.TokenType)
        {
            case JsonToken.StartObject:
                return ReadObject(start, anchor);
            case JsonToken.StartArray:
                return ReadArray(start, anchor);
            case JsonToken.String:
                return new JsonScalar(_text, JsonKind.String, _reader.Value as string ?? "", TokenSpan, StringSpan, anchor);
            case JsonToken.Integer or JsonToken.Float:
                return NewScalar(JsonKind.Number, anchor);
            case JsonToken.Boolean:
                return NewScalar(JsonKind.Boolean, anchor);
            case JsonToken.Null:
                return NewScalar(JsonKind.Null, anchor);
            default:
                return null;
        }
    }

    private JsonObject ReadObject(int start, TextSpan anchor)
    {
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        _depth++;
        _place = Place.ObjectStart;
        while (Advance() && _reader.TokenType != JsonToken.EndObject)
        {
            var nameStart = _start;
            var name = new Literal(_reader.Value as string ?? "", StringSpan);
            if (!names.Add(name.Text) && !_allowDuplicates)
                _errors.Add(name.Span, $"duplicate property{Quote(name.Text)}; expected every name once in an object");

            _place = Place.Name;
            if (!Advance())
                break;

            if (ReadValue(name.Span) is { } value)
                members.Add(new JsonMember(name, value) { Span = TextSpan.FromBounds(nameStart, value.Span.End) });

            if (_isOver)
                break;

            _place = Place.Member;
        }

        _depth--;
        return new JsonObject(_text, TextSpan.FromBounds(start, Math.Max(start + 1, _position)), anchor, members.ToImmutable());
    }

    private JsonArray ReadArray(int start, TextSpan anchor)
    {
        var items = ImmutableArray.CreateBuilder<JsonNode>();
        _depth++;
        _place = Place.ArrayStart;
        while (Advance() && _reader.TokenType != JsonToken.EndArray)
        {
            if (ReadValue(null) is { } item)
                items.Add(item);

            if (_isOver)
                break;

            _place = Place.Item;
        }

        _depth--;
        return new JsonArray(_text, TextSpan.FromBounds(start, Math.Max(start + 1, _position)), anchor, items.ToImmutable());
    }

    private JsonScalar NewScalar(JsonKind kind, TextSpan anchor) =>
        new(_text, kind, _text.Substring(_start, _position - _start), TokenSpan, TokenSpan, anchor);

    private TextSpan TokenSpan => TextSpan.FromBounds(_start, _position);

    private TextSpan StringSpan => _position - _start > 1 && _text[_start] is '"' or '\''
        ? TextSpan.FromBounds(_start + 1, _position - 1)
        : TokenSpan;

    /// <summary>Reads the next token that is no comment, and finds it in the text. False ends the reading.</summary>
    private bool Advance()
    {
        _separator = -1;
        while (!_isOver)
        {
            if (!ReadToken())
            {
                _isOver = true;
                return false;
            }

            if (_reader.TokenType != JsonToken.Comment)
                return true;
        }

        return false;
    }

    private bool ReadToken()
    {
        try
        {
            if (!_reader.Read())
            {
                if (_place != Place.End)
                    Diagnose();
                return false;
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException)
        {
            Diagnose();
            return false;
        }

        if (++_nodes > Limits.Nodes)
        {
            _errors.Add(new TextSpan(_position, 0), $"more than {Limits.Nodes} values; the rest was not read");
            return false;
        }

        return Locate();
    }

    /// <summary>Finds the token in the text, and reports what the reader takes but RFC 8259 does not.</summary>
    private bool Locate()
    {
        _start = SkipSeparator();
        switch (_reader.TokenType)
        {
            case JsonToken.StartObject or JsonToken.StartArray:
                _position = _start + 1;
                return true;
            case JsonToken.EndObject or JsonToken.EndArray:
                if (_separator >= 0 && !_allowComments)
                    _errors.Add(new TextSpan(_separator, 1), "trailing comma; expected another value or no comma");
                _position = _start + 1;
                return true;
            case JsonToken.Comment:
                LocateComment();
                return true;
            case JsonToken.PropertyName:
                LocateString("property name");
                return true;
            case JsonToken.String:
                LocateString("string");
                return true;
            case JsonToken.Integer or JsonToken.Float:
                _position = EndOfWord(_start);
                if (!JsonText.IsNumber(_text, _start, _position))
                    _errors.Add(TokenSpan, "malformed number; expected a decimal number such as 1, -2.5 or 1e3");
                return true;
            case JsonToken.Boolean or JsonToken.Null:
                _position = EndOfWord(_start);
                return true;
            default:
                // undefined, constructors, a value that is missing between commas
                Diagnose();
                return false;
        }
    }

    private void LocateComment()
    {
        var isBlock = At(_start + 1, '*');
        var end = isBlock
            ? _text.IndexOf("*/", _start + 2, StringComparison.Ordinal)
            : Characters.EndOfLine(_text, _start);
        if (end < 0)
            end = _text.Length;

        var textStart = Math.Min(_start + 2, end);
        while (textStart < end && char.IsWhiteSpace(_text[textStart]))
            textStart++;

        var textEnd = end;
        while (textEnd > textStart && char.IsWhiteSpace(_text[textEnd - 1]))
            textEnd--;

        _comments.Add(new Literal(_text.Substring(textStart, textEnd - textStart), TextSpan.FromBounds(textStart, textEnd)));
        _position = isBlock ? Math.Min(end + 2, _text.Length) : end;
        if (_allowComments || _commentReported)
            return;

        _commentReported = true;
        _errors.Add(TextSpan.FromBounds(_start, _position), "comment; expected none, since JSON has no comments");
    }

    private void LocateString(string kind)
    {
        if (_start >= _text.Length || _text[_start] is not ('"' or '\''))
        {
            _position = _start;
            while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '$'))
                _position++;

            _errors.Add(TokenSpan, $"{kind} without quotes; expected double quotes around it");
            return;
        }

        var quote = _text[_start];
        if (quote == '\'')
            _errors.Add(new TextSpan(_start, 1), $"{kind} in single quotes; expected double quotes");

        var i = _start + 1;
        var isReported = false;
        while (i < _text.Length && _text[i] != quote)
        {
            if (_text[i] < ' ' && !isReported)
            {
                isReported = true;
                _errors.Add(new TextSpan(i, 1), _text[i] switch
                {
                    '\n' or '\r' => @"line break inside a string; expected the escape \n",
                    '\t' => @"tab inside a string; expected the escape \t",
                    _ => @"control character inside a string; expected an escape such as \u0000",
                });
            }

            if (_text[i] == '\\')
            {
                if (At(i + 1, '\'') && quote == '"')
                    _errors.Add(new TextSpan(i, 2), $"unknown escape in a string; {ExpectedEscape}");
                i++;
            }

            i++;
        }

        _position = Math.Min(i + 1, _text.Length);
    }

    /// <summary>Says what stands where the reader gave up, and what should.</summary>
    private void Diagnose()
    {
        var at = SkipSeparator();
        var expected = Expected();
        if (_place is Place.ObjectStart or Place.Member && At(at, '"') && EndOfString(at, report: false) is >= 0 and var nameEnd && IsSeparated)
        {
            at = SkipSpace(nameEnd);
            expected = "expected ':' after the property name";
        }
        else if (At(at, '"') && TakesString)
        {
            EndOfString(at, report: true);
            return;
        }

        if (at < _text.Length && _text[at] is '{' or '[' && _depth >= Limits.Depth)
        {
            _errors.Add(new TextSpan(at, 1), $"nested deeper than {Limits.Depth} levels; the rest was not read");
            return;
        }

        if (At(at, '/') && (At(at + 1, '*') || At(at + 1, '/')))
        {
            var isOpen = At(at + 1, '*') && _text.IndexOf("*/", at + 2, StringComparison.Ordinal) < 0;
            _errors.Add(new TextSpan(at, 2), isOpen ? "unterminated comment; expected '*/'" : $"unexpected comment; {expected}");
            return;
        }

        var end = EndOfWord(at);
        if (end <= at + 1 || !IsWordStart(_text[at]))
        {
            _errors.Add(Characters.SpanAt(_text, at), $"unexpected {Characters.Describe(_text, at)}; {expected}");
            return;
        }

        var word = _text.Substring(at, Math.Min(end - at, 6));
        var span = TextSpan.FromBounds(at, end);
        if (TakesValue && (char.IsDigit(word[0]) || (char.IsDigit(word[1]) && !char.IsLetter(word[0]))))
            _errors.Add(span, "malformed number; expected a decimal number such as 1, -2.5 or 1e3");
        else if (TakesValue && word.ToLowerInvariant() is "true" or "false" or "null" or "none")
            _errors.Add(span, $"unexpected '{word}'; expected 'true', 'false' or 'null' in lower case");
        else
            _errors.Add(span, $"unexpected text; {expected}");
    }

    /// <summary>Whether the comma that the place calls for has been read.</summary>
    private bool IsSeparated => _place is not (Place.Member or Place.Item) || _separator >= 0;

    private bool TakesValue => _place switch
    {
        Place.Root or Place.ArrayStart => true,
        Place.Name or Place.Item => _separator >= 0,
        _ => false,
    };

    private bool TakesString => TakesValue || (_place is Place.ObjectStart or Place.Member && IsSeparated);

    private string Expected() => (_place, _separator >= 0) switch
    {
        (Place.Root, _) => "expected a JSON value",
        (Place.ObjectStart, _) => "expected a property name in double quotes or '}'",
        (Place.Name, false) => "expected ':' after the property name",
        (Place.Member, false) => "expected ',' or '}'",
        (Place.Member, true) => "expected a property name in double quotes",
        (Place.ArrayStart, _) => "expected a value or ']'",
        (Place.Item, false) => "expected ',' or ']'",
        (Place.End, _) => "expected the end of the file",
        _ => "expected a value",
    };

    /// <summary>The position behind a string that starts here, or -1 when it is malformed.</summary>
    private int EndOfString(int start, bool report)
    {
        for (var i = start + 1; i < _text.Length; i++)
        {
            if (_text[i] == '"')
                return i + 1;

            if (_text[i] != '\\')
                continue;

            if (!IsEscape(i))
            {
                if (report)
                    _errors.Add(TextSpan.FromBounds(i, Math.Min(i + 2, _text.Length)), $"unknown escape in a string; {ExpectedEscape}");
                return -1;
            }

            i++;
        }

        if (report)
            _errors.Add(new TextSpan(start, 1), "unterminated string; expected a closing double quote");
        return -1;
    }

    private bool IsEscape(int backslash)
    {
        if (backslash + 1 >= _text.Length)
            return true;

        if (_text[backslash + 1] != 'u')
            return _text[backslash + 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or '\'';

        for (var i = backslash + 2; i < backslash + 6; i++)
        {
            if (i >= _text.Length || _text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
                return false;
        }

        return true;
    }

    /// <summary>The start of the next token: behind blanks, and behind the comma or colon that the place calls for.</summary>
    private int SkipSeparator()
    {
        var at = SkipSpace(_position);
        var separator = _place == Place.Name ? ':' : ',';
        if (_separator >= 0 || _place is not (Place.Name or Place.Member or Place.Item) || !At(at, separator))
            return at;

        _separator = at;
        _position = at + 1;
        return SkipSpace(_position);
    }

    // Newtonsoft.Json, JsonTextReader.EatWhitespace and its callers: Unicode blanks and NUL are passed over
    private int SkipSpace(int position)
    {
        while (position < _text.Length && (char.IsWhiteSpace(_text[position]) || _text[position] == '\0'))
        {
            if (_text[position] is not (' ' or '\t' or '\n' or '\r') && position >= _strangeAfter)
            {
                _strangeAfter = position + 1;
                _errors.Add(new TextSpan(position, 1), $"unexpected {Characters.Describe(_text, position)}; expected JSON's blanks: space, tab, line break");
            }

            position++;
        }

        return position;
    }

    private int EndOfWord(int position)
    {
        while (position < _text.Length && IsWordPart(_text[position]))
            position++;

        return position;
    }

    private bool At(int position, char c) => position < _text.Length && _text[position] == c;

    private bool HasTemplateMarks()
    {
        var templates = new TemplateScanner(_text);
        for (var i = 0; i < _text.Length - 1; i++)
        {
            // "{{" alone may be a slip of the pen; a mark is closed.
            if (templates.Opens(i) && templates.EndOf(i) >= 0)
                return true;
        }

        return false;
    }

    private static string Quote(string name) => name.Length > LongestNameQuoted ? "" : $" '{name}'";

    private static bool IsWordStart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '.';

    private static bool IsWordPart(char c) => IsWordStart(c) || c == '$';
}
