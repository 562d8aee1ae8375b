using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Vmx;

internal sealed class VmxParser
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly TemplateScanner _templates;
    private readonly ErrorList _errors = new();
    private readonly ImmutableArray<Setting>.Builder _settings = ImmutableArray.CreateBuilder<Setting>();
    private readonly ImmutableArray<Setting>.Builder _repeated = ImmutableArray.CreateBuilder<Setting>();
    private readonly Dictionary<string, Setting> _first = new(StringComparer.OrdinalIgnoreCase);
    private int _templateDepth;
    private bool _isTemplate;

    public VmxParser(SourceText source)
    {
        _source = source;
        _text = source.ToString();
        _templates = new TemplateScanner(_text);
    }

    public VmxTree Parse()
    {
        var position = Characters.AfterByteOrderMark(_text);
        while (position < _text.Length && !_errors.IsFull)
        {
            if (_settings.Count >= Limits.Nodes)
            {
                _errors.Add(new TextSpan(position, 0), $"more than {Limits.Nodes} settings; the rest was not read");
                break;
            }

            position = Characters.AfterLineBreak(_text, ReadLine(position));
        }

        return new(_source, new VmxScope(_text, _settings.ToImmutable(), _first), _repeated.ToImmutable(), _isTemplate, _errors.ToImmutable(_isTemplate));
    }

    /// <summary>Reads the line that starts at a position, and says where it ends.</summary>
    private int ReadLine(int lineStart)
    {
        var end = Characters.EndOfLine(_text, lineStart);
        var start = Characters.SkipBlanks(_text, lineStart);

        // The first line may name a program (#!/usr/bin/vmware); Packer's templates comment with slashes.
        if (start == end || _text[start] == '#' || string.CompareOrdinal(_text, start, "//", 0, 2) == 0)
            return end;

        if (_templates.Opens(start))
        {
            _isTemplate = true;
            end = _templates.EndOfLine(start);
            _templateDepth = Math.Max(0, _templateDepth + _templates.Nesting(start, end));
            return end;
        }

        var equals = _text.IndexOf('=', start, end - start);
        var keyEnd = equals < 0 ? -1 : Characters.TrimEnd(_text, start, equals);
        if (equals < 0 && TemplateMarks.Contains(_text.Substring(start, end - start)))
        {
            _isTemplate = true;
            return end;
        }

        if (equals < 0 || keyEnd == start)
        {
            _errors.Add(TextSpan.FromBounds(start, Characters.TrimEnd(_text, start, end)), equals < 0 ? "expected '=' behind the name of a setting" : "expected the name of a setting before '='");
            return end;
        }

        Add(TextSpan.FromBounds(start, keyEnd), Characters.SkipBlanks(_text, equals + 1), end);
        return end;
    }

    private void Add(TextSpan key, int position, int end)
    {
        var isQuoted = position < end && _text[position] == '"';
        var (start, stop) = isQuoted ? Quoted(position, end) : (position, Characters.TrimEnd(_text, position, end));
        if (stop < 0)
            return;

        // Exported files hold values such as " TRUE".
        start = Math.Min(Characters.SkipBlanks(_text, start), stop);
        var span = TextSpan.FromBounds(start, Characters.TrimEnd(_text, start, stop));
        var setting = new Setting(_text.Substring(key.Start, key.Length), key, Decode(_text, span), span, FullSpan(key.Start, end))
        {
            IsQuoted = isQuoted,
            IsConditional = _templateDepth > 0,
        };
        _settings.Add(setting);
        if (!_first.ContainsKey(setting.Key))
            _first.Add(setting.Key, setting);
        else if (!setting.IsConditional)
            _repeated.Add(setting);
    }

    private (int Start, int End) Quoted(int open, int end)
    {
        var close = _text.IndexOf('"', open + 1, end - open - 1);
        if (close < 0)
        {
            _errors.Add(new TextSpan(open, 1), "unterminated value; expected a closing double quote on the same line");
            return (open + 1, -1);
        }

        var rest = Characters.SkipBlanks(_text, close + 1);
        if (rest < end && _text[rest] is not ('#' or '/') && !_isTemplate && !TemplateMarks.Contains(_text.Substring(open, end - open)))
            _errors.Add(Characters.SpanAt(_text, rest), $"unexpected {Characters.Describe(_text, rest)} behind the value; a double quote in a value is written '|22'");

        return (open + 1, close);
    }

    private TextSpan FullSpan(int start, int end) =>
        TextSpan.FromBounds(start, Characters.AfterLineBreak(_text, end));

    /// <summary>Takes <c>|22</c> for the character of that number. // libvirt, src/vmx/vmx.c: virVMXUnescapeHexPipe</summary>
    private static string Decode(string text, TextSpan span)
    {
        var value = text.Substring(span.Start, span.Length);
        if (value.IndexOf('|') < 0)
            return value;

        var decoded = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '|' && i + 2 < value.Length && Uri.IsHexDigit(value[i + 1]) && Uri.IsHexDigit(value[i + 2]))
            {
                decoded.Append((char)((Uri.FromHex(value[i + 1]) * 16) + Uri.FromHex(value[i + 2])));
                i += 2;
            }
            else
            {
                decoded.Append(value[i]);
            }
        }

        return decoded.ToString();
    }
}
