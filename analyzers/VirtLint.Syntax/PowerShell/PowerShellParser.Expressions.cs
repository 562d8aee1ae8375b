using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>Expressions.</summary>
internal sealed partial class PowerShellParser
{
    private static readonly (string Suffix, int Bits)[] s_multipliers = [("kb", 10), ("mb", 20), ("gb", 30), ("tb", 40), ("pb", 50)];

    private static readonly string[] s_prefixes = ["not", "bnot", "join", "split", "isplit", "csplit"];

    private static readonly string[] s_scopes = ["script:", "global:", "local:", "private:", "using:", "variable:"];

    /// <summary>Whether a statement that starts here is an expression rather than a command.</summary>
    private bool StartsExpression()
    {
        if (_position >= _text.Length)
            return true;

        var c = _text[_position];
        var next = _position + 1 < _text.Length ? _text[_position + 1] : End;
        return c switch
        {
            '$' or '(' or '{' or '[' or '!' or ',' => true,
            '@' => next is '(' or '{' or '"' or '\'',
            '+' => true,
            _ when IsSingleQuote(c) || IsDoubleQuote(c) || char.IsDigit(c) => true,
            _ when IsDash(c) => true,
            '.' => char.IsDigit(next),
            _ => false,
        };
    }

    private PsExpression ParseOperation(bool withCommas)
    {
        var start = _position;
        if (++_depth > Limits.Depth)
        {
            _depth--;
            _errors.Add(new TextSpan(start, Math.Min(1, _text.Length - start)), $"expressions nested deeper than {Limits.Depth}");
            _position = _text.Length;
            return Missing();
        }

        var operands = ImmutableArray.CreateBuilder<PsExpression>();
        var operators = ImmutableArray.CreateBuilder<string>();
        operands.Add(withCommas ? ParseList() : ParseUnary());
        while (TryOperator() is { } sign)
        {
            operators.Add(sign);
            SkipTrivia();
            if (AtEnd())
                break;

            operands.Add(withCommas ? ParseList() : ParseUnary());
        }

        _depth--;
        return operators.Count == 0 ? operands[0] : new PsOperation(operators.ToImmutable(), operands.ToImmutable(), TextSpan.FromBounds(start, _position));
    }

    private PsExpression ParseList()
    {
        var start = _position;
        var first = ParseUnary();
        if (!TryComma())
            return first;

        var items = ImmutableArray.CreateBuilder<PsExpression>();
        items.Add(first);
        do
        {
            if (AtEnd())
                break;

            items.Add(ParseUnary());
        }
        while (TryComma());

        return new PsList(items.ToImmutable(), TextSpan.FromBounds(start, _position));
    }

    /// <summary>Values of an argument: one, or several with commas between them.</summary>
    private PsExpression ParseValueList()
    {
        var start = _position;
        var first = ParseArgument();
        if (!TryComma())
            return first;

        var items = ImmutableArray.CreateBuilder<PsExpression>();
        items.Add(first);
        do
        {
            if (AtEnd())
                break;

            items.Add(ParseArgument());
        }
        while (TryComma());

        return new PsList(items.ToImmutable(), TextSpan.FromBounds(start, _position));
    }

    private bool TryComma()
    {
        var before = _position;
        SkipBlanks();
        if (_position < _text.Length && _text[_position] == ',')
        {
            _position++;
            SkipTrivia();
            return true;
        }

        _position = before;
        return false;
    }

    /// <summary>The operator at the position, taken in; null where the expression ends.</summary>
    private string? TryOperator()
    {
        var before = _position;
        SkipBlanks();
        if (_position >= _text.Length)
            return null;

        var c = _text[_position];
        var next = _position + 1 < _text.Length ? _text[_position + 1] : End;
        if (IsDash(c) && char.IsLetter(next))
        {
            var start = _position++;
            SkipWord();
            return _text.Substring(start, _position - start);
        }

        if (Starts("++") || Starts("--") || Starts("..") || (Starts("??") && !Starts("??=")))
        {
            _position += 2;
            return _text.Substring(_position - 2, 2);
        }

        if ((c is '+' or '*' or '/' or '%' || IsDash(c)) && next != '=')
        {
            _position++;
            return c.ToString();
        }

        if ((c == '?' && next != '?') || (c == ':' && next != ':'))
        {
            _position++;
            return c.ToString();
        }

        _position = before;
        return null;
    }

    private PsExpression ParseUnary()
    {
        var start = _position;
        if (_position >= _text.Length)
            return Missing();

        var c = _text[_position];
        if (c is '!' or ',' or '+' || (IsDash(c) && !IsNumberAt(_position)))
        {
            _position++;
            if (IsDash(c) && Array.IndexOf(s_prefixes, Keyword()) >= 0)
                SkipWord();
            else if (_position < _text.Length && _text[_position] == c && c != ',')
                _position++;

            SkipTrivia();
            if (++_depth > Limits.Depth || AtEnd())
            {
                _depth--;
                return Missing();
            }

            var operand = ParseUnary();
            _depth--;
            return new PsOperation([c.ToString()], [operand], TextSpan.FromBounds(start, _position));
        }

        if (c == '[')
            return ParseTyped();

        return ParsePostfix(ParsePrimary(), start);
    }

    private PsExpression ParseTyped()
    {
        var start = _position;
        var type = ParseType(start);
        var before = _position;
        SkipTrivia();
        if (++_depth > Limits.Depth)
        {
            _depth--;
            return type;
        }

        PsExpression result;
        if (_position < _text.Length && (_text[_position] is '$' or '(' or '[' or '@' || IsSingleQuote(_text[_position]) || IsDoubleQuote(_text[_position]) || char.IsDigit(_text[_position]) || (IsDash(_text[_position]) && IsNumberAt(_position))))
        {
            var operand = ParseUnary();
            result = new PsTyped(type.Type, operand, TextSpan.FromBounds(start, _position));
        }
        else
        {
            _position = before;
            result = ParsePostfix(type, start);
        }

        _depth--;
        return result;
    }

    private PsTyped ParseType(int start)
    {
        SkipType();
        var name = _text.Substring(start, _position - start);
        return new PsTyped(name.Trim('[', ']', ' '), null, TextSpan.FromBounds(start, _position));
    }

    /// <summary>A type or an attribute in brackets, with texts and brackets in it.</summary>
    private void SkipType()
    {
        var depth = 0;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c is '[' or '(' or '{')
            {
                depth++;
            }
            else if (c is ']' or ')' or '}')
            {
                if (--depth <= 0)
                {
                    _position++;
                    return;
                }
            }
            else if (IsSingleQuote(c) || IsDoubleQuote(c))
            {
                SkipQuoted(c);
                continue;
            }
            else if (c is '#' || Starts("<#"))
            {
                SkipBlanks();
                continue;
            }

            _position++;
        }
    }

    private void SkipQuoted(char quote)
    {
        var start = _position++;
        while (_position < _text.Length)
        {
            var c = _text[_position++];
            if (c == '`' && IsDoubleQuote(quote) && _position < _text.Length)
                _position++;
            else if (IsSingleQuote(quote) ? IsSingleQuote(c) : IsDoubleQuote(c))
                return;
        }

        _errors.Add(new TextSpan(start, 1), "unterminated text; expected a closing quote");
    }

    private PsExpression ParsePostfix(PsExpression target, int start)
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            var next = _position + 1 < _text.Length ? _text[_position + 1] : End;
            if (c == '[' && target is not PsString { IsBare: true })
            {
                var open = _position++;
                SkipTrivia();
                ImmutableArray<PsExpression> index = _position < _text.Length && _text[_position] is not (']' or ')' or '}') ? [ParseOperation(withCommas: true)] : [];
                SkipTrivia();
                if (_position < _text.Length && _text[_position] == ']')
                    _position++;
                else
                    _errors.Add(new TextSpan(open, 1), "unterminated index; expected a closing ']'");

                target = new PsMember(target, "", index, TextSpan.FromBounds(start, _position));
            }
            else if ((c == '.' && IsMemberStart(next)) || (c == ':' && next == ':') || (c == '?' && next == '.'))
            {
                _position += c == '.' ? 1 : 2;
                target = ParseMember(target, start);
            }
            else
            {
                break;
            }
        }

        return target;
    }

    private static bool IsMemberStart(char c) => char.IsLetter(c) || c is '_' or '$' or '(' || IsSingleQuote(c) || IsDoubleQuote(c);

    private PsMember ParseMember(PsExpression target, int start)
    {
        var name = "";
        if (WordLength() > 0)
        {
            var begin = _position;
            while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
                _position++;

            name = _text.Substring(begin, _position - begin);
        }
        else if (_position < _text.Length && (_text[_position] is '$' or '(' || IsSingleQuote(_text[_position]) || IsDoubleQuote(_text[_position])))
        {
            name = ParsePrimary() is PsString { Text: { } text } ? text : "";
        }

        if (_position >= _text.Length || _text[_position] is not ('(' or '{'))
            return new PsMember(target, name, [], TextSpan.FromBounds(start, _position));

        // A block stands right behind the name of a method that takes nothing else: .Where{ … }
        var open = _position++;
        var isBlock = _text[open] == '{';
        var body = ParseBody(isBlock ? '}' : ')', open);
        var argument = new PsGroup(isBlock ? PsGroupKind.Script : PsGroupKind.Value, body, TextSpan.FromBounds(open, _position));
        return new PsMember(target, name, [argument], TextSpan.FromBounds(start, _position));
    }

    private PsExpression ParsePrimary()
    {
        if (_position >= _text.Length)
            return Missing();

        var start = _position;
        var c = _text[_position];
        var next = _position + 1 < _text.Length ? _text[_position + 1] : End;
        if (IsSingleQuote(c) || IsDoubleQuote(c))
            return ParseQuoted();

        switch (c)
        {
            case '$' when next == '(':
                _position += 2;
                return Group(PsGroupKind.Value, ')', start);
            case '$':
                return ParseVariable();
            case '(':
                _position++;
                return Group(PsGroupKind.Value, ')', start);
            case '{':
                _position++;
                return Group(PsGroupKind.Script, '}', start);
            case '@' when next == '(':
                _position += 2;
                return Group(PsGroupKind.Array, ')', start);
            case '@' when next == '{':
                return ParseHashtable();
            case '@' when IsSingleQuote(next) || IsDoubleQuote(next):
                return ParseHereString();
            case '@' when char.IsLetter(next) || next == '_':
                _position++;
                return ParseVariableName(start, isSplatted: true);
        }

        return TryNumber(inArgument: false) ?? ParseWord(start, [], isOperand: true);
    }

    private PsGroup Group(PsGroupKind kind, char close, int start)
    {
        var body = ParseBody(close, start);
        return new PsGroup(kind, body, TextSpan.FromBounds(start, _position));
    }

    /// <summary>A value as an argument of a command, where bare words are texts.</summary>
    private PsExpression ParseArgument()
    {
        if (_position >= _text.Length)
            return Missing();

        var start = _position;
        var c = _text[_position];
        var next = _position + 1 < _text.Length ? _text[_position + 1] : End;
        var isValue = c is '$' or '(' or '{' || IsSingleQuote(c) || IsDoubleQuote(c)
            || (c == '@' && (next is '(' or '{' || IsSingleQuote(next) || IsDoubleQuote(next) || char.IsLetter(next) || next == '_'));
        if (!isValue)
            return TryNumber(inArgument: true) ?? ParseWord(start, []);

        var value = ParsePrimary();
        if (value is not (PsString or PsGroup { Kind: PsGroupKind.Script } or PsHashtable))
            value = ParsePostfix(value, start);

        return AtWordEnd() || value is PsGroup { Kind: not PsGroupKind.Value } or PsHashtable ? value : ParseWord(start, PartsOf(value));
    }

    private static ImmutableArray<PsStringPart> PartsOf(PsExpression value) => value is PsString text ? text.Parts : [new PsStringPart(null, value)];

    private bool AtWordEnd() =>
        _position >= _text.Length || char.IsWhiteSpace(_text[_position]) || _text[_position] is ';' or '|' or '&' or '(' or ')' or '{' or '}' or ',' or '>' or '<' or '`';

    /// <summary>A bare word, in which variables are evaluated and quotes may stand.</summary>
    private PsString ParseWord(int start, ImmutableArray<PsStringPart> first, bool isOperand = false)
    {
        var parts = new TextParts(first);
        while (!AtWordEnd() || (_position < _text.Length && _text[_position] == '`' && _position + 1 < _text.Length && !Characters.IsEol(_text[_position + 1])))
        {
            var c = _text[_position];
            if (isOperand && c == ']' && _position > start)
                break;

            if (c == '`')
            {
                parts.Add(Unescaped(_text[_position + 1]));
                _position += 2;
            }
            else if (IsSingleQuote(c) || IsDoubleQuote(c))
            {
                parts.Add(ParseQuoted().Parts);
            }
            else if (c == '$' && StartsVariable(_position))
            {
                parts.Add(ParsePostfix(ParsePrimary(), _position));
            }
            else
            {
                parts.Add(c);
                _position++;
            }
        }

        var span = TextSpan.FromBounds(start, _position);
        return new PsString(parts.ToImmutable(), span, true, span);
    }

    private PsExpression? TryNumber(bool inArgument)
    {
        var start = _position;
        if (!IsNumberAt(start))
            return null;

        var end = start;
        if (_text[end] == '+' || IsDash(_text[end]))
            end++;

        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || (_text[end] == '.' && end + 1 < _text.Length && char.IsDigit(_text[end + 1]))))
            end++;

        if (NumberOf(_text.Substring(start, end - start)) is not { } value)
            return null;

        _position = end;
        if (inArgument && !AtWordEnd())
        {
            _position = start;
            return null;
        }

        return new PsNumber(value, TextSpan.FromBounds(start, end));
    }

    private bool IsNumberAt(int position)
    {
        if (position < _text.Length && (_text[position] == '+' || IsDash(_text[position])))
            position++;

        return position < _text.Length && (char.IsDigit(_text[position]) || (_text[position] == '.' && position + 1 < _text.Length && char.IsDigit(_text[position + 1])));
    }

    /// <summary>The number that a token writes, or null when it writes none. // about_Numeric_Literals</summary>
    private static string? NumberOf(string token)
    {
        if (token.Length > 40)
            return null;

        var digits = token;
        var bits = 0;
        foreach (var (suffix, count) in s_multipliers)
        {
            if (digits.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                bits = count;
                digits = digits.Substring(0, digits.Length - suffix.Length);
                break;
            }
        }

        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(digits.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
                ? ((BigInteger)hex << bits).ToString(CultureInfo.InvariantCulture)
                : null;
        }

        digits = digits.TrimEnd('l', 'L', 'd', 'D', 'u', 'U');
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return ((BigInteger)whole << bits).ToString(CultureInfo.InvariantCulture);

        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var fraction))
            return null;

        return bits == 0 || Math.Abs(fraction) > 1_000_000 ? token : (fraction * (1L << bits)).ToString("0.####", CultureInfo.InvariantCulture);
    }

    private PsExpression ParseVariable()
    {
        var start = _position++;
        return ParseVariableName(start, isSplatted: false);
    }

    private PsVariable ParseVariableName(int start, bool isSplatted)
    {
        string name;
        if (_position < _text.Length && _text[_position] == '{')
        {
            var close = _text.IndexOf('}', _position);
            var end = close < 0 ? _text.Length : close;
            if (close < 0)
                _errors.Add(new TextSpan(start, 1), "unterminated name of a variable; expected a closing '}'");

            name = _text.Substring(_position + 1, Math.Max(0, end - _position - 1));
            _position = close < 0 ? end : close + 1;
        }
        else if (_position < _text.Length && _text[_position] is '$' or '?' or '^')
        {
            name = _text.Substring(_position++, 1);
        }
        else
        {
            var begin = _position;
            while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'
                || (_text[_position] == ':' && _position > begin && _position + 1 < _text.Length && (char.IsLetterOrDigit(_text[_position + 1]) || _text[_position + 1] == '_'))))
            {
                _position++;
            }

            name = _text.Substring(begin, _position - begin);
        }

        name = name.ToLowerInvariant();
        foreach (var scope in s_scopes)
        {
            if (name.StartsWith(scope, StringComparison.Ordinal))
            {
                name = name.Substring(scope.Length);
                break;
            }
        }

        return new PsVariable(name, isSplatted, TextSpan.FromBounds(start, _position));
    }

    /// <summary><c>@{ key = value; … }</c></summary>
    private PsHashtable ParseHashtable()
    {
        var start = _position;
        _position += 2;
        var entries = ImmutableArray.CreateBuilder<PsEntry>();
        if (++_depth > Limits.Depth)
        {
            _errors.Add(new TextSpan(start, 2), $"tables nested deeper than {Limits.Depth}");
            _position = _text.Length;
            _depth--;
            return new PsHashtable([], TextSpan.FromBounds(start, _text.Length));
        }

        while (true)
        {
            SkipSeparators();
            if (_position >= _text.Length || _text[_position] is '}' or ')')
                break;

            var before = _position;
            var length = WordLength();
            PsExpression key;
            if (length > 0)
            {
                _position += length;
                var span = TextSpan.FromBounds(before, _position);
                key = new PsString([new PsStringPart(_text.Substring(before, length), null)], span, true, span);
            }
            else
            {
                key = ParseUnary();
            }

            SkipTrivia();
            if (_position < _text.Length && _text[_position] == '=')
            {
                _position++;
                SkipTrivia();
                if (!AtEnd())
                    entries.Add(new PsEntry(key, ParseStatement(), TextSpan.FromBounds(before, _position)));
            }

            if (_position == before || _errors.IsFull)
                _position = _errors.IsFull ? _text.Length : _position + 1;
        }

        if (_position < _text.Length && _text[_position] == '}')
            _position++;
        else
            _errors.Add(new TextSpan(start, Math.Min(2, _text.Length - start)), "unterminated table; expected a closing '}'");

        _depth--;
        return new PsHashtable(entries.ToImmutable(), TextSpan.FromBounds(start, _position));
    }

    private PsString Missing()
    {
        var span = new TextSpan(_position, 0);
        return new PsString([], span, true, span);
    }
}
