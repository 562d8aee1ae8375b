using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ruby;

/// <summary>Reads statements line by line, and follows what opens and closes around them.</summary>
internal sealed class RubyParser
{
    private static readonly string[] s_openers = ["if", "unless", "while", "until", "case", "for", "def", "begin", "class", "module"];

    private static readonly string[] s_conditions = ["if", "unless", "while", "until", "rescue", "and", "or"];

    private readonly SourceText _source;
    private readonly string _text;
    private readonly List<RubyToken> _tokens;
    private readonly ImmutableArray<RubyCall>.Builder _calls = ImmutableArray.CreateBuilder<RubyCall>();
    private readonly Stack<Frame> _frames = new();
    private int _at;
    private int _conditional;

    public RubyParser(SourceText source)
    {
        _source = source;
        _text = source.ToString();
        _tokens = new RubyLexer(_text).Read();
    }

    private readonly record struct Frame(RubyBlock? Block, bool IsConditional, char Close);

    private RubyToken Current => At(_at);

    private RubyToken At(int index) => _tokens[Math.Min(Math.Max(index, 0), _tokens.Count - 1)];

    public RubyTree Parse()
    {
        while (Current.Kind is not RubyTokenKind.End)
        {
            var before = _at;
            ReadStatement();
            if (_at == before)
                _at++;
        }

        return new RubyTree(_source, _calls.ToImmutable(), []);
    }

    private void ReadStatement()
    {
        if (Current.Kind is RubyTokenKind.NewLine || Current.Is(";"))
        {
            _at++;
            return;
        }

        if (Current.IsName("end") || Current.Is("}"))
        {
            _at++;
            Close();
            SkipStatement(isExpression: true);
            return;
        }

        if (Current.Kind is RubyTokenKind.Name && Array.IndexOf(s_openers, Current.Text) >= 0)
        {
            // What "begin" surrounds runs, until something goes wrong.
            Open(new(null, !Current.IsName("begin") && !Current.IsName("module") && !Current.IsName("class"), 'e'));
            _at++;
            SkipStatement(isExpression: false);
            return;
        }

        if (Current.Kind is RubyTokenKind.Name && IsPath())
            ReadCall();
        else
            SkipStatement(isExpression: true);
    }

    /// <summary>Whether a path of names follows, with a dot in it.</summary>
    private bool IsPath() => At(_at + 1).Is(".") && At(_at + 2).Kind is RubyTokenKind.Name;

    private void ReadCall()
    {
        var path = ImmutableArray.CreateBuilder<Literal>();
        path.Add(new(Current.Text, Current.Span));
        _at++;
        while (Current.Is(".") && At(_at + 1).Kind is RubyTokenKind.Name && path.Count < Limits.Depth)
        {
            _at++;
            path.Add(new(Current.Text, Current.Span));
            _at++;
        }

        var end = EndOfStatement(out var doAt, out var isGuarded);
        var isAssignment = Current.Is("=");
        var call = new RubyCall(path.ToImmutable(), BlockOf(path[0].Text), isAssignment, _conditional > 0 || isGuarded);
        if (isAssignment)
        {
            _at++;
            ReadArgument(call, "0", default, end);
        }
        else if (!Current.Is("+=") && !Current.Is("<<") && !Current.Is("||="))
        {
            ReadArguments(call, doAt >= 0 ? doAt : end);
        }

        _calls.Add(call);
        if (doAt >= 0)
        {
            _at = doAt;
            OpenBlock(call);
            _at = AfterParameters(doAt);
            return;
        }

        _at = Math.Max(_at, Math.Min(end, _tokens.Count - 1));
    }

    /// <summary>The arguments of a call, with or without parentheses around them.</summary>
    private void ReadArguments(RubyCall call, int end)
    {
        if (Current.Is("("))
        {
            _at++;
            if (At(Math.Max(end - 1, 0)).Is(")"))
                end--;
        }

        for (var position = 0; _at < end;)
        {
            SkipLineBreaks();
            if (_at >= end)
                return;

            var key = KeyOf(out var keySpan) ?? position++.ToString(CultureInfo.InvariantCulture);
            SkipLineBreaks();
            ReadArgument(call, key, keySpan, Comma(end));
            if (Current.Is(","))
                _at++;
        }
    }

    /// <summary>A name for an argument: <c>name:</c>, <c>:name =></c>, <c>"name" =></c>.</summary>
    private string? KeyOf(out TextSpan span)
    {
        span = Current.Span;
        if (Current.Kind is RubyTokenKind.Label)
        {
            _at++;
            return At(_at - 1).Text;
        }

        if (Current.Kind is RubyTokenKind.Symbol or RubyTokenKind.Text && At(_at + 1).Is("=>"))
        {
            _at += 2;
            return At(_at - 2).Text;
        }

        span = default;
        return null;
    }

    private void ReadArgument(RubyCall call, string key, TextSpan keySpan, int end)
    {
        var start = _at;
        var first = Current;
        _at = Math.Max(end, start);
        if (end <= start)
            return;

        // What stands in brackets over several lines ends before the line break behind it.
        var last = end - 1;
        while (last > start && At(last).Kind is RubyTokenKind.NewLine)
            last--;

        var full = TextSpan.FromBounds(keySpan == default ? first.Full.Start : keySpan.Start, Math.Max(first.Full.End, At(last).Full.End));
        var span = keySpan == default ? call.Anchor : keySpan;
        if (first.Is("[") && At(last).Is("]") && ListOf(start + 1, last) is { } items)
        {
            call.Add(new Setting(key, span, "", TextSpan.FromBounds(first.Full.Start, full.End), full) { Items = items, IsConditional = call.IsConditional });
            return;
        }

        var isLiteral = last == start && first.Kind is RubyTokenKind.Text or RubyTokenKind.Symbol or RubyTokenKind.Number || (last == start && first.Kind is RubyTokenKind.Name && first.Text is "true" or "false" or "nil");
        var value = TextSpan.FromBounds(first.Full.Start, full.End);
        call.Add(isLiteral
            ? new Setting(key, span, first.Text, first.Span, full) { IsQuoted = first.Kind is RubyTokenKind.Text, IsConditional = call.IsConditional }
            : new Setting(key, span, _text.Substring(value.Start, value.Length), value, full) { Unresolved = "expression", IsConditional = call.IsConditional });
    }

    /// <summary>The words of a list of literals; what is computed in it stands as it is written.</summary>
    private ImmutableArray<Literal>? ListOf(int from, int to)
    {
        var items = ImmutableArray.CreateBuilder<Literal>();
        for (var i = from; i < to; i++)
        {
            var token = At(i);
            if (token.Kind is RubyTokenKind.NewLine || token.Is(","))
                continue;

            if (token.Kind is not (RubyTokenKind.Text or RubyTokenKind.Symbol or RubyTokenKind.Number or RubyTokenKind.Computed or RubyTokenKind.Name))
                return null;

            items.Add(token.Kind is RubyTokenKind.Text or RubyTokenKind.Symbol or RubyTokenKind.Number || token.Text is "true" or "false"
                ? new(token.Text, token.Span)
                : new($"#{{{token.Text}}}", token.Full));
        }

        return items.ToImmutable();
    }

    /// <summary>The comma that ends the argument, or <paramref name="end"/>.</summary>
    private int Comma(int end)
    {
        var depth = 0;
        for (var i = _at; i < end; i++)
        {
            if (At(i).Kind is not RubyTokenKind.Punctuation)
                continue;

            depth += At(i).Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            if (depth == 0 && At(i).Is(","))
                return i;
        }

        return end;
    }

    /// <summary>Where the statement ends: at a line break that no bracket, comma or operator carries on; before what guards it.</summary>
    /// <param name="doAt">The word or brace that opens its block, or -1.</param>
    private int EndOfStatement(out int doAt, out bool isGuarded)
    {
        doAt = -1;
        isGuarded = false;
        var depth = 0;
        var end = -1;
        for (var i = _at; ; i++)
        {
            var token = At(i);
            if (token.Kind is RubyTokenKind.End)
                return end < 0 ? i : end;

            if (token.Kind is RubyTokenKind.Punctuation)
            {
                // A brace behind a name opens a block; elsewhere it is a hash.
                if (token.Is("{") && depth == 0 && i > _at - 1 && i > 0 && (At(i - 1).Kind is RubyTokenKind.Name || At(i - 1).Is(")")) && At(i + 1).Is("|"))
                {
                    doAt = i;
                    return end < 0 ? i : end;
                }

                depth += token.Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
                if (depth < 0 || (token.Is(";") && depth == 0))
                    return end < 0 ? i : end;
            }
            else if (token.IsName("do") && depth == 0)
            {
                doAt = i;
                return end < 0 ? i : end;
            }
            else if (token.Kind is RubyTokenKind.Name && depth == 0 && Array.IndexOf(s_conditions, token.Text) >= 0)
            {
                isGuarded = true;
                end = end < 0 ? i : end;
            }
            else if (token.Kind is RubyTokenKind.NewLine && depth == 0 && !GoesOn(i))
            {
                return end < 0 ? i : end;
            }
        }
    }

    private bool GoesOn(int lineBreak)
    {
        var before = At(Math.Max(lineBreak - 1, 0));
        if (before.Kind is RubyTokenKind.Punctuation && before.Text is "," or "=" or "+" or "||" or "&&" or "." or "=>" or "(" or "[" or "{")
            return true;

        var next = lineBreak + 1;
        while (At(next).Kind is RubyTokenKind.NewLine)
            next++;

        return At(next).Is(".") || At(next).Is("&.");
    }

    private void SkipLineBreaks()
    {
        while (Current.Kind is RubyTokenKind.NewLine)
            _at++;
    }

    /// <param name="isExpression">Whether words such as "if" stand for a block of their own in it: <c>x = if a</c>.</param>
    private void SkipStatement(bool isExpression)
    {
        for (var depth = 0; Current.Kind is not RubyTokenKind.End; _at++)
        {
            if (Current.Kind is RubyTokenKind.NewLine && depth <= 0 && !GoesOn(_at))
                return;

            if (Current.Is(";") && depth <= 0)
                return;

            if (Current.IsName("do"))
            {
                // "while x do" opens once.
                if (isExpression || _frames.Count == 0)
                    OpenBlock(null);

                _at = AfterParameters(_at);
                return;
            }

            if (isExpression && Current.Kind is RubyTokenKind.Name && Array.IndexOf(s_openers, Current.Text) >= 0 && _at > 0 && At(_at - 1).Is("="))
                Open(new(null, true, 'e'));

            depth += Current.Kind is not RubyTokenKind.Punctuation ? 0 : Current.Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
        }
    }

    private void OpenBlock(RubyCall? call)
    {
        var i = _at + 1;
        var parameter = At(i).Is("|") && At(i + 1).Kind is RubyTokenKind.Name ? At(i + 1).Text : "";

        // Only the configuration's own calls hand their block on once; "each" and its kin may run it never or often.
        var name = call is null ? "" : call.Path[call.Path.Length - 1].Text;
        var isOwn = call is not null && (name is "configure" || call.Block is not null) && name is not ("each" or "map" or "each_with_index" or "times" or "tap");
        Open(new(isOwn && call is not null ? new RubyBlock(call, parameter) : null, !isOwn, Current.Is("{") ? '}' : 'e'));
    }

    private int AfterParameters(int opener)
    {
        var i = opener + 1;
        if (!At(i).Is("|"))
            return i;

        i++;
        while (At(i).Kind is not (RubyTokenKind.End or RubyTokenKind.NewLine) && !At(i).Is("|"))
            i++;

        return At(i).Is("|") ? i + 1 : i;
    }

    private void Open(Frame frame)
    {
        _frames.Push(frame);
        _conditional += frame.IsConditional ? 1 : 0;
    }

    private void Close()
    {
        if (_frames.Count > 0)
            _conditional -= _frames.Pop().IsConditional ? 1 : 0;
    }

    private RubyBlock? BlockOf(string name)
    {
        var depth = 0;
        foreach (var frame in _frames)
        {
            if (++depth > Limits.Depth)
                return null;

            if (frame.Block is { } block && block.Parameter == name)
                return block;
        }

        return null;
    }
}
