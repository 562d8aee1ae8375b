using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>Reads bodies: attributes, blocks, and how to go on behind an error.</summary>
/// <remarks>
/// After the first error of an attribute or block header nothing more is read of it, so that one mistake has one message;
/// reading goes on with the next line that could begin another.
/// </remarks>
internal sealed partial class HclParser
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly ErrorList _errors = new();
    private int _position;

    /// <summary>Where the text ends, or the part of it that is read.</summary>
    private int _end;
    private int _depth;
    private int _nodes;

    /// <summary>Whether the item that is being read has an error: everything unwinds to its body.</summary>
    private bool _isBroken;

    /// <summary>Whether a line break is white space here: inside brackets, parentheses and <c>${ }</c>.</summary>
    private bool _skipsLines;

    public HclParser(SourceText source)
        : this(source, source.ToString())
    {
    }

    /// <param name="source">The text that spans point into.</param>
    /// <param name="text">What is read in its place, of the same length.</param>
    public HclParser(SourceText source, string text)
    {
        _source = source;
        _text = text;
        _end = text.Length;
        _position = Characters.AfterByteOrderMark(_text);
    }

    public ImmutableArray<SyntaxError> Errors => _errors.ToImmutable();

    public HclTree Parse() => new(_source, ReadBody(isRoot: true), _errors.ToImmutable());

    private HclBody ReadBody(bool isRoot)
    {
        var attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var start = _position;
        while (!_errors.IsFull)
        {
            SkipSpaceAndLines();
            if (IsAtEnd || (!isRoot && Current == '}'))
                break;

            _isBroken = false;
            _skipsLines = false;
            var itemStart = _position;
            ReadItem(attributes, blocks, names);
            if (!_isBroken)
                EndItem(isRoot);

            if (_isBroken)
                SkipBrokenItem(itemStart, isRoot);
        }

        return new(attributes.ToImmutable(), blocks.ToImmutable(), TextSpan.FromBounds(start, _position));
    }

    private void ReadItem(ImmutableArray<HclAttribute>.Builder attributes, ImmutableArray<HclBlock>.Builder blocks, HashSet<string> names)
    {
        if (!IsNameStart(Current))
        {
            Break("an attribute or a block");
            return;
        }

        var (name, nameSpan) = ReadName();
        SkipSpace();
        if (Current == '=' && Peek(1) != '=')
        {
            _position++;
            var value = ReadExpression();
            if (_isBroken)
                return;

            if (names.Add(name))
                attributes.Add(new(name, nameSpan, value));
            else
                _errors.Add(nameSpan, $"'{name}' is stated a second time in this block; expected it once");
        }
        else if (ReadBlock(name, nameSpan) is { } block)
        {
            blocks.Add(block);
        }
    }

    private HclBlock? ReadBlock(string type, TextSpan typeSpan)
    {
        var labels = ImmutableArray.CreateBuilder<Literal>();
        while (true)
        {
            SkipSpace();
            if (Current == '{')
                break;

            if (Current == '"')
            {
                if (ReadQuoted() is HclTemplate label && !_isBroken)
                    labels.Add(new(TextOf(label), label.ContentSpan));
            }
            else if (IsNameStart(Current))
            {
                var (word, span) = ReadName();
                labels.Add(new(word, span));
            }
            else
            {
                Break(labels.Count == 0 ? $"'=' or '{{' after '{type}'" : "'{' or a label");
            }

            if (_isBroken)
                return null;
        }

        if (!Enter(typeSpan))
            return null;

        _position++;
        var body = ReadBody(isRoot: false);
        _depth--;
        if (Current == '}')
        {
            _position++;
        }
        else if (!_errors.IsFull)
        {
            _errors.Add(typeSpan, $"the block '{type}' is not closed; expected '}}'");
        }

        _isBroken = false;
        return new(type, typeSpan, labels.ToImmutable(), body, TextSpan.FromBounds(typeSpan.Start, _position));
    }

    /// <summary>An attribute or block ends its line, or the block of one line that it stands in.</summary>
    private void EndItem(bool isRoot)
    {
        SkipSpace();
        if (!IsAtEnd && !Characters.IsEol(Current) && (isRoot || Current != '}'))
            Break("the end of the line");
    }

    /// <summary>Passes over what is left of an item: to the end of the line behind all brackets that open in it.</summary>
    private void SkipBrokenItem(int start, bool isRoot)
    {
        var broken = _position;
        var open = new OpenBrackets();
        for (_position = start; !IsAtEnd;)
        {
            switch (Current)
            {
                case '\n' or '\r' when open.Count == 0 && _position >= broken:
                    return;
                case '"':
                    SkipString();
                    continue;
                case '{' or '[' or '(':
                    open.Push(Current);
                    break;
                case '}' when !open.Has('{') && !isRoot && _position >= broken:
                    return;
                case '}':
                    open.Close('{');
                    break;
                case ']':
                    open.Close('[');
                    break;
                case ')':
                    open.Close('(');
                    break;
                case '#':
                case '/' when Peek(1) is '/' or '*':
                    SkipComment();
                    continue;
            }

            _position++;
        }
    }

    /// <summary>Passes over a string in broken text: it ends with its line at the latest.</summary>
    private void SkipString()
    {
        for (_position++; !IsAtEnd && !Characters.IsEol(Current); _position++)
        {
            if (Current == '\\' && !Characters.IsEol(Peek(1)))
                _position++;
            else if (Current == '"')
                break;
        }

        if (Current == '"')
            _position++;
    }

    private bool IsAtEnd => _position >= _end;

    /// <summary>The character at the position, or NUL behind the end.</summary>
    private char Current => _position < _end ? _text[_position] : '\0';

    private char Peek(int offset) => _position + offset < _end ? _text[_position + offset] : '\0';

    private bool IsAt(string token) => string.CompareOrdinal(_text, _position, token, 0, token.Length) == 0;

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';

    private (string Name, TextSpan Span) ReadName()
    {
        var start = _position;
        while (!IsAtEnd && IsNamePart(Current))
            _position++;

        return (_text.Substring(start, _position - start), TextSpan.FromBounds(start, _position));
    }

    /// <summary>Passes over blanks and comments, and over line breaks where they mean nothing.</summary>
    private void SkipSpace()
    {
        while (!IsAtEnd)
        {
            if (Characters.IsBlank(Current) || (_skipsLines && Characters.IsEol(Current)))
                _position++;
            else if (Current == '#' || (Current == '/' && Peek(1) is '/' or '*'))
                SkipComment();
            else
                return;
        }
    }

    private void SkipSpaceAndLines()
    {
        var before = _skipsLines;
        _skipsLines = true;
        SkipSpace();
        _skipsLines = before;
    }

    private void SkipComment()
    {
        if (Peek(1) == '*' && Current == '/')
        {
            var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
            if (end < 0)
                _errors.Add(new TextSpan(_position, 2), "the comment is not closed; expected '*/'");

            _position = end < 0 ? _text.Length : end + 2;
            return;
        }

        _position = Characters.EndOfLine(_text, _position);
    }

    /// <summary>Reports what stands here, unless the item has its error already.</summary>
    private void Break(string expected)
    {
        if (!_isBroken)
            _errors.Add(Characters.SpanAt(_text, _position), $"found {Characters.Describe(_text, _position)}; expected {expected}");

        _isBroken = true;
    }

    /// <summary>Goes one level deeper, within the bounds of hostile input. The caller counts back.</summary>
    private bool Enter(TextSpan place)
    {
        if (_depth >= Limits.Depth || ++_nodes > Limits.Nodes)
        {
            if (!_isBroken)
                _errors.Add(place, _depth >= Limits.Depth ? "nested too deeply; the rest of it is not read" : "too many parts; the rest of the file is not read");

            _isBroken = true;
            if (_nodes > Limits.Nodes)
                _position = _text.Length;

            return false;
        }

        _depth++;
        return true;
    }
}
