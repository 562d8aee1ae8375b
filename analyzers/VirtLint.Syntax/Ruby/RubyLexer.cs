using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ruby;

/// <summary>Cuts a text into tokens. Comments and here-documents are passed over.</summary>
internal sealed class RubyLexer(string text)
{
    private static readonly string[] s_long = ["<<=", "**=", "||=", "&&=", "===", "...", "=>", "==", "!=", "+=", "-=", "*=", "/=", "||", "&&", "<<", ">>", "<=", ">=", "=~", "!~", "->", "::", "..", "&."];

    private readonly List<RubyToken> _tokens = [];
    private readonly Queue<string> _hereDocuments = new();
    private int _at = Characters.AfterByteOrderMark(text);

    public List<RubyToken> Read()
    {
        while (_at < text.Length && _tokens.Count < Limits.Nodes)
            ReadOne();

        _tokens.Add(new(RubyTokenKind.End, "", new TextSpan(text.Length, 0), new TextSpan(text.Length, 0)));
        return _tokens;
    }

    private void ReadOne()
    {
        var c = text[_at];
        if (Characters.IsEol(c))
            ReadLineBreak();
        else if (char.IsWhiteSpace(c))
            _at++;
        else if (c == '\\' && _at + 1 < text.Length && Characters.IsEol(text[_at + 1]))
            _at = Characters.AfterLineBreak(text, _at + 1);
        else if (c == '#')
            _at = Characters.EndOfLine(text, _at);
        else if (c is '"' or '\'' or '`')
            ReadText(c);
        else if (char.IsDigit(c))
            ReadWhile(RubyTokenKind.Number, static d => char.IsLetterOrDigit(d) || d == '_');
        else if (char.IsLetter(c) || c is '_' or '@' or '$')
            ReadName();
        else if (c == ':' && _at + 1 < text.Length && text[_at + 1] != ':')
            ReadSymbol();
        else if (c == '%' && _at + 2 < text.Length && text[_at + 1] is 'w' or 'q' or 'Q' or 'i' && !char.IsLetterOrDigit(text[_at + 2]) && !char.IsWhiteSpace(text[_at + 2]))
            ReadPercent();
        else if (c == '<' && StartsHereDocument())
            ReadHereDocumentMark();
        else
            ReadPunctuation();
    }

    private void ReadLineBreak()
    {
        var start = _at;
        _at = Characters.AfterLineBreak(text, _at);
        if (_tokens.Count == 0 || _tokens[_tokens.Count - 1].Kind is not RubyTokenKind.NewLine)
            _tokens.Add(new(RubyTokenKind.NewLine, "", new TextSpan(start, 0), new TextSpan(start, 0)));

        while (_hereDocuments.Count > 0)
            SkipHereDocument(_hereDocuments.Dequeue());

        if (string.CompareOrdinal(text, _at, "=begin", 0, 6) == 0)
        {
            var end = text.IndexOf("\n=end", _at, StringComparison.Ordinal);
            _at = end < 0 ? text.Length : Characters.EndOfLine(text, end + 1);
        }
        else if (string.CompareOrdinal(text, _at, "__END__", 0, 7) == 0)
        {
            _at = text.Length;
        }
    }

    private void ReadText(char quote)
    {
        var start = _at++;
        var value = new StringBuilder();
        var isComputed = quote == '`';
        while (_at < text.Length && text[_at] != quote)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
                value.Append(text[_at] is 'n' && quote == '"' ? '\n' : text[_at]);
                _at++;
                continue;
            }

            isComputed |= quote == '"' && text[_at] == '#' && _at + 1 < text.Length && text[_at + 1] == '{';
            value.Append(text[_at++]);
        }

        var span = TextSpan.FromBounds(start + 1, Math.Min(_at, text.Length));
        _at = Math.Min(_at + 1, text.Length);

        // "name": value, which is a label, too
        _tokens.Add(new(isComputed ? RubyTokenKind.Computed : RubyTokenKind.Text, value.ToString(), span, TextSpan.FromBounds(start, _at)));
    }

    private void ReadName()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '@' or '$'))
            _at++;

        if (_at < text.Length && text[_at] is '?' or '!' && (_at + 1 >= text.Length || text[_at + 1] != '='))
            _at++;

        var span = TextSpan.FromBounds(start, _at);
        if (_at + 1 < text.Length && text[_at] == ':' && text[_at + 1] != ':' && (_at + 1 >= text.Length || char.IsWhiteSpace(text[_at + 1]) || text[_at + 1] is '"' or '\'' or '[' or '{'))
        {
            _tokens.Add(new(RubyTokenKind.Label, text.Substring(start, span.Length), span, new TextSpan(start, span.Length + 1)));
            _at++;
            return;
        }

        _tokens.Add(new(RubyTokenKind.Name, text.Substring(start, span.Length), span, span));
    }

    private void ReadSymbol()
    {
        var start = _at++;
        if (text[_at] == '"' || text[_at] == '\'')
        {
            ReadText(text[_at]);
            return;
        }

        var from = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;

        var span = TextSpan.FromBounds(from, _at);
        _tokens.Add(span.IsEmpty
            ? new(RubyTokenKind.Punctuation, ":", new TextSpan(start, 1), new TextSpan(start, 1))
            : new(RubyTokenKind.Symbol, text.Substring(from, span.Length), span, TextSpan.FromBounds(start, _at)));
    }

    /// <summary>Words or a text between brackets of its own choice: nothing that a setting of ours is written in.</summary>
    private void ReadPercent()
    {
        var start = _at;
        var open = text[_at + 2];
        var close = open switch { '[' => ']', '(' => ')', '{' => '}', '<' => '>', _ => open };
        _at += 3;
        while (_at < text.Length && text[_at] != close)
            _at++;

        _at = Math.Min(_at + 1, text.Length);
        var span = TextSpan.FromBounds(start, _at);
        _tokens.Add(new(RubyTokenKind.Computed, text.Substring(start, span.Length), span, span));
    }

    private bool StartsHereDocument()
    {
        if (_at + 2 >= text.Length || text[_at + 1] != '<')
            return false;

        var next = text[_at + 2];
        return next is '~' or '-' ? _at + 3 < text.Length && (char.IsLetter(text[_at + 3]) || text[_at + 3] is '"' or '\'' or '_') : char.IsUpper(next) || next == '_';
    }

    private void ReadHereDocumentMark()
    {
        var start = _at;
        _at += 2;
        while (_at < text.Length && text[_at] is '~' or '-' or '"' or '\'')
            _at++;

        var from = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;

        _hereDocuments.Enqueue(text.Substring(from, _at - from));
        if (_at < text.Length && text[_at] is '"' or '\'')
            _at++;

        var span = TextSpan.FromBounds(start, _at);
        _tokens.Add(new(RubyTokenKind.Computed, text.Substring(start, span.Length), span, span));
    }

    private void SkipHereDocument(string mark)
    {
        while (_at < text.Length)
        {
            var end = Characters.EndOfLine(text, _at);
            var isLast = text.Substring(_at, end - _at).Trim() == mark;
            _at = Characters.AfterLineBreak(text, end);
            if (isLast)
                return;
        }
    }

    private void ReadPunctuation()
    {
        foreach (var sign in s_long)
        {
            if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) == 0)
            {
                AddSign(sign);
                return;
            }
        }

        AddSign(text[_at].ToString());
    }

    private void AddSign(string sign)
    {
        var span = new TextSpan(_at, sign.Length);
        _at += sign.Length;
        _tokens.Add(new(RubyTokenKind.Punctuation, sign, span, span));
    }

    private void ReadWhile(RubyTokenKind kind, Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < text.Length && belongs(text[_at]))
            _at++;

        var span = TextSpan.FromBounds(start, _at);
        _tokens.Add(new(kind, text.Substring(start, span.Length), span, span));
    }
}
