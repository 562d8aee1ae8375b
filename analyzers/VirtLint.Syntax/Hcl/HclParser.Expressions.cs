using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>Reads expressions.</summary>
internal sealed partial class HclParser
{
    /// <summary>The binary operators from the loosest to the tightest. // hclsyntax/spec.md, "Operations"</summary>
    private static readonly string[][] s_operators =
    [
        ["||"],
        ["&&"],
        ["==", "!="],
        ["<=", ">=", "<", ">"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private HclExpression ReadExpression()
    {
        SkipSpace();
        var start = _position;
        if (!Enter(new TextSpan(start, 0)))
            return new HclMissing(new TextSpan(start, 0));

        var condition = ReadBinary(0);
        SkipSpace();
        if (!_isBroken && Current == '?')
        {
            _position++;
            var then = ReadExpression();
            SkipSpace();
            Expect(':', "':' of the conditional");
            var otherwise = _isBroken ? new HclMissing(new TextSpan(_position, 0)) : ReadExpression();
            condition = new HclConditional(condition, then, otherwise, TextSpan.FromBounds(start, otherwise.Span.End));
        }

        _depth--;
        return condition;
    }

    private HclExpression ReadBinary(int level)
    {
        if (level == s_operators.Length)
            return ReadUnary();

        var left = ReadBinary(level + 1);
        while (!_isBroken)
        {
            var before = _position;
            SkipSpace();
            if (OperatorAt(level) is not { } symbol)
            {
                _position = before;
                break;
            }

            _position += symbol.Length;
            if (++_nodes > Limits.Nodes)
            {
                Break("an expression of reasonable size");
                break;
            }

            var right = ReadBinary(level + 1);
            left = new HclBinary(symbol, left, right, TextSpan.FromBounds(left.Span.Start, right.Span.End));
        }

        return left;
    }

    private string? OperatorAt(int level)
    {
        foreach (var symbol in s_operators[level])
        {
            if (!IsAt(symbol))
                continue;

            // Not operators: "=>" of a for expression, the comments "//" and "/*".
            var next = Peek(symbol.Length);
            if (symbol == "/" && next is '/' or '*')
                continue;

            return symbol;
        }

        return null;
    }

    private HclExpression ReadUnary()
    {
        SkipSpace();
        var start = _position;
        if (Current is not ('!' or '-') || (Current == '!' && Peek(1) == '='))
            return ReadPostfix();

        var symbol = Current;
        if (!Enter(new TextSpan(start, 1)))
            return new HclMissing(new TextSpan(start, 0));

        _position++;
        var operand = ReadUnary();
        _depth--;
        return new HclUnary(symbol, operand, TextSpan.FromBounds(start, operand.Span.End));
    }

    private HclExpression ReadPostfix()
    {
        var value = ReadPrimary();
        while (!_isBroken && ++_nodes <= Limits.Nodes)
        {
            var before = _position;
            if (_skipsLines)
                SkipSpace();

            switch (Current)
            {
                case '.' when Peek(1) == '*':
                    _position += 2;
                    value = new HclSplat(value, SpanFrom(value));
                    break;
                case '.' when Peek(1) != '.':
                    value = ReadAttributeOf(value);
                    break;
                case '[' when IsSplat():
                    SkipPast(']');
                    value = new HclSplat(value, SpanFrom(value));
                    break;
                case '[':
                    value = ReadIndexOf(value);
                    break;
                default:
                    _position = before;
                    return value;
            }
        }

        return value;
    }

    private HclExpression ReadAttributeOf(HclExpression source)
    {
        _position++;
        SkipSpace();
        var start = _position;
        if (IsNameStart(Current))
        {
            var (name, _) = ReadName();
            return new HclGetAttribute(source, name, SpanFrom(source));
        }

        while (Current is >= '0' and <= '9')
            _position++;

        if (_position == start)
            Break("a name behind '.'");

        return new HclGetAttribute(source, _text.Substring(start, _position - start), SpanFrom(source));
    }

    private HclExpression ReadIndexOf(HclExpression source)
    {
        _position++;
        var key = InBrackets(ReadExpression);
        SkipLinesInBrackets();
        Expect(']', "']'");
        return new HclIndex(source, key, SpanFrom(source));
    }

    private bool IsSplat()
    {
        var next = Characters.SkipBlanks(_text, _position + 1);
        return next < _text.Length && _text[next] == '*' && Characters.SkipBlanks(_text, next + 1) is var close && close < _text.Length && _text[close] == ']';
    }

    private void SkipPast(char c) => _position = _text.IndexOf(c, _position) + 1;

    private HclExpression ReadPrimary()
    {
        SkipSpace();
        var start = _position;
        switch (Current)
        {
            case '"':
                return ReadQuoted();
            case '<' when Peek(1) == '<':
                return ReadHeredoc();
            case '(':
                _position++;
                var inner = InBrackets(ReadExpression);
                SkipLinesInBrackets();
                Expect(')', "')'");
                return new HclParentheses(inner, TextSpan.FromBounds(start, _position));
            case '[':
                return ReadTuple();
            case '{':
                return ReadObject();
            case >= '0' and <= '9':
                return ReadNumber();
        }

        if (IsNameStart(Current))
            return ReadReferenceOrCall();

        Break("an expression");
        return new HclMissing(new TextSpan(start, 0));
    }

    private HclLiteral ReadNumber()
    {
        var start = _position;
        while (Current is >= '0' and <= '9')
            _position++;

        if (Current == '.' && Peek(1) is >= '0' and <= '9')
        {
            _position++;
            while (Current is >= '0' and <= '9')
                _position++;
        }

        if (Current is 'e' or 'E' && (Peek(1) is >= '0' and <= '9' || (Peek(1) is '+' or '-' && Peek(2) is >= '0' and <= '9')))
        {
            _position += 2;
            while (Current is >= '0' and <= '9')
                _position++;
        }

        var digits = _text.Substring(start, _position - start);
        return new(
            double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity,
            TextSpan.FromBounds(start, _position));
    }

    private HclExpression ReadReferenceOrCall()
    {
        var (name, span) = ReadName();
        while (Current == ':' && Peek(1) == ':' && IsNameStart(Peek(2)))
        {
            _position += 2;
            name += "::" + ReadName().Name;
            span = TextSpan.FromBounds(span.Start, _position);
        }

        if (Current == '(')
            return ReadCall(name, span);

        return name switch
        {
            "true" => new HclLiteral(true, span),
            "false" => new HclLiteral(false, span),
            "null" => new HclLiteral(null, span),
            _ => new HclVariable(name, span),
        };
    }

    private HclCall ReadCall(string name, TextSpan nameSpan)
    {
        var arguments = ImmutableArray.CreateBuilder<HclExpression>();
        var expands = false;
        _position++;
        InBrackets(() =>
        {
            while (!_isBroken)
            {
                SkipSpace();
                if (Current == ')')
                    break;

                arguments.Add(ReadExpression());
                SkipSpace();
                if (IsAt("..."))
                {
                    expands = true;
                    _position += 3;
                    SkipSpace();
                }

                if (Current != ',')
                    break;

                _position++;
            }

            Expect(')', "',' or ')'");
            return true;
        });
        return new(name, arguments.ToImmutable(), expands, TextSpan.FromBounds(nameSpan.Start, _position));
    }

    private HclExpression ReadTuple()
    {
        var start = _position++;
        return InBrackets<HclExpression>(() =>
        {
            SkipSpace();
            if (IsForKeyword())
                return ReadFor(start, ']');

            var items = ImmutableArray.CreateBuilder<HclExpression>();
            while (!_isBroken)
            {
                SkipSpace();
                if (Current == ']')
                    break;

                items.Add(ReadExpression());
                SkipSpace();
                if (Current != ',')
                    break;

                _position++;
            }

            Expect(']', "',' or ']'");
            return new HclTuple(items.ToImmutable(), TextSpan.FromBounds(start, _position));
        });
    }

    private HclExpression ReadObject()
    {
        var start = _position++;
        SkipSpaceAndLines();
        if (IsForKeyword())
            return InBrackets(() => ReadFor(start, '}'));

        var before = _skipsLines;
        _skipsLines = false;
        var items = ImmutableArray.CreateBuilder<HclObjectItem>();
        while (!_isBroken)
        {
            SkipSpaceAndLines();
            if (Current == '}')
                break;

            items.Add(ReadObjectItem());
            SkipSpace();
            if (Current == ',')
                _position++;
            else if (!Characters.IsEol(Current))
                break;
        }

        _skipsLines = before;
        Expect('}', "',', a new line or '}'");
        return new HclObject(items.ToImmutable(), TextSpan.FromBounds(start, _position));
    }

    private HclObjectItem ReadObjectItem()
    {
        var isParenthesized = Current == '(';
        var key = ReadBinary(0);
        SkipSpace();
        if (Current is '=' or ':' && Peek(1) != '=')
            _position++;
        else
            Break("'=' and the value of this key");

        var value = _isBroken ? new HclMissing(new TextSpan(_position, 0)) : ReadExpression();
        return new(key, value, isParenthesized);
    }

    private bool IsForKeyword() => IsAt("for") && !IsNamePart(Peek(3));

    private HclExpression ReadFor(int start, char close)
    {
        _position += 3;
        var (keyName, valueName, collection) = ReadForHeader();
        SkipSpace();
        Expect(':', "':' and the result of the for expression");
        var value = _isBroken ? new HclMissing(new TextSpan(_position, 0)) : ReadExpression();
        HclExpression? key = null;
        var groups = false;
        SkipSpace();
        if (close == '}' && !_isBroken)
        {
            if (IsAt("=>"))
                _position += 2;
            else
                Break("'=>' and the value of each key");

            key = value;
            value = _isBroken ? new HclMissing(new TextSpan(_position, 0)) : ReadExpression();
            SkipSpace();
            if (IsAt("..."))
            {
                groups = true;
                _position += 3;
            }
        }

        SkipSpace();
        HclExpression? condition = null;
        if (!_isBroken && IsAt("if") && !IsNamePart(Peek(2)))
        {
            _position += 2;
            condition = ReadExpression();
            SkipSpace();
        }

        Expect(close, $"'{close}'");
        return new HclFor(keyName, valueName, collection, key, value, groups, condition, TextSpan.FromBounds(start, _position));
    }

    /// <summary>Reads <c>key, value in collection</c>, with or without the key.</summary>
    private (string KeyName, string ValueName, HclExpression Collection) ReadForHeader()
    {
        var first = ReadForName();
        var second = "";
        SkipSpace();
        if (Current == ',')
        {
            _position++;
            second = ReadForName();
            SkipSpace();
        }

        if (IsAt("in") && !IsNamePart(Peek(2)))
            _position += 2;
        else
            Break("'in'");

        var collection = _isBroken ? new HclMissing(new TextSpan(_position, 0)) : ReadExpression();
        return second.Length == 0 ? ("", first, collection) : (first, second, collection);
    }

    private string ReadForName()
    {
        SkipSpace();
        if (IsNameStart(Current))
            return ReadName().Name;

        Break("a name");
        return "";
    }

    private T InBrackets<T>(Func<T> read)
    {
        var before = _skipsLines;
        _skipsLines = true;
        var result = read();
        _skipsLines = before;
        return result;
    }

    private void SkipLinesInBrackets() => SkipSpaceAndLines();

    private void Expect(char c, string expected)
    {
        if (_isBroken)
            return;

        if (Current == c)
            _position++;
        else
            Break(expected);
    }

    private TextSpan SpanFrom(HclExpression first) => TextSpan.FromBounds(first.Span.Start, _position);
}
