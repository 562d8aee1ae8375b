using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xl;

/// <summary>Reads statements; behind an error it goes on at the next line.</summary>
internal sealed class XlParser(SourceText source)
{
    private readonly string _text = source.ToString();
    private readonly ImmutableArray<XlSetting>.Builder _settings = ImmutableArray.CreateBuilder<XlSetting>();
    private readonly ErrorList _errors = new();
    private bool _isTemplate;
    private int _at;

    public XlTree Parse()
    {
        _at = Characters.AfterByteOrderMark(_text);
        while (_at < _text.Length)
        {
            SkipSpace(acrossLines: true);
            if (_at < _text.Length && _text[_at] == ';')
                _at++;
            else if (_at < _text.Length && !ReadStatement())
                _at = Characters.EndOfLine(_text, _at);
        }

        return new XlTree(source, _settings.ToImmutable(), _isTemplate, _errors.ToImmutable());
    }

    /// <returns>Whether the text behind the statement can be read on.</returns>
    private bool ReadStatement()
    {
        var start = _at;
        while (_at < _text.Length && IsName(_text[_at]))
            _at++;

        var key = new TextSpan(start, _at - start);
        SkipSpace(acrossLines: false);
        var isAddition = _at + 1 < _text.Length && _text[_at] == '+' && _text[_at + 1] == '=';
        if (key.IsEmpty || _at >= _text.Length || !(isAddition || _text[_at] == '='))
        {
            var end = Characters.EndOfLine(_text, start);
            var line = _text.Substring(start, end - start);
            if (TemplateMarks.Contains(line))
                _isTemplate = true;
            else
                _errors.Add(TextSpan.FromBounds(start, end), "expected a statement 'name = value'");

            return false;
        }

        _at += isAddition ? 2 : 1;
        SkipSpace(acrossLines: false);
        if (ReadValue(key, start) is not { } setting)
            return false;

        _isTemplate |= TemplateMarks.Contains(setting.Value);
        _settings.Add(new XlSetting(setting, isAddition));
        SkipSpace(acrossLines: false);
        if (_at < _text.Length && !Characters.IsEol(_text[_at]) && _text[_at] != ';')
        {
            _errors.Add(TextSpan.FromBounds(_at, Characters.EndOfLine(_text, _at)), "expected the end of the line or ';'");
            return false;
        }

        return true;
    }

    private Setting? ReadValue(TextSpan key, int start)
    {
        var name = _text.Substring(key.Start, key.Length);
        if (_at < _text.Length && _text[_at] is '"' or '\'')
            return ReadText() is { } text ? new Setting(name, key, text.Text, text.Span, TextSpan.FromBounds(start, _at)) { IsQuoted = true } : null;

        if (_at < _text.Length && _text[_at] == '[')
        {
            var open = _at;
            return ReadList() is { } items ? new Setting(name, key, "", TextSpan.FromBounds(open, _at), TextSpan.FromBounds(start, _at)) { Items = items } : null;
        }

        var from = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not (';' or '#'))
            _at++;

        var value = _text.Substring(from, _at - from);
        if (TemplateMarks.Contains(value) || value.StartsWith("{{", System.StringComparison.Ordinal))
        {
            // A placeholder has blanks in it.
            _at = Characters.EndOfLine(_text, from);
            value = _text.Substring(from, _at - from).TrimEnd();
        }
        else if (value.Length == 0 || !IsNumber(value))
        {
            _errors.Add(new TextSpan(from, value.Length), value.Length == 0 ? $"expected a value for '{name}'" : $"'{value}' is no number; a text has to stand in quotes");
            return null;
        }

        return new Setting(name, key, value, new TextSpan(from, value.Length), TextSpan.FromBounds(start, from + value.Length));
    }

    private Literal? ReadText()
    {
        var quote = _text[_at];
        var open = _at++;
        var value = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote && !Characters.IsEol(_text[_at]))
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && !Characters.IsEol(_text[_at + 1]))
                _at++;

            value.Append(_text[_at++]);
        }

        if (_at >= _text.Length || _text[_at] != quote)
        {
            _errors.Add(TextSpan.FromBounds(open, _at), "the text is not closed");
            return null;
        }

        var span = TextSpan.FromBounds(open + 1, _at++);
        return new Literal(value.ToString(), span);
    }

    /// <summary>A list of texts and numbers over any number of lines. // libxlu_cfg_y.y: atom</summary>
    private ImmutableArray<Literal>? ReadList()
    {
        var open = _at++;
        var depth = 1;
        var items = ImmutableArray.CreateBuilder<Literal>();
        while (true)
        {
            SkipSpace(acrossLines: true);
            if (_at >= _text.Length)
            {
                _errors.Add(new TextSpan(open, 1), "the list is not closed");
                return null;
            }

            switch (_text[_at])
            {
                case '"' or '\'':
                    if (ReadText() is not { } item)
                        return null;

                    _isTemplate |= TemplateMarks.Contains(item.Text);
                    items.Add(item);
                    break;
                case '[':
                    depth++;
                    _at++;
                    break;
                case ']':
                    _at++;
                    if (--depth == 0)
                        return items.ToImmutable();

                    break;
                default:
                    var from = _at++;
                    while (_at < _text.Length && char.IsLetterOrDigit(_text[_at]))
                        _at++;

                    if (_text.Substring(from, _at - from) is var word && char.IsLetterOrDigit(word[0]) && IsNumber(word))
                        items.Add(new Literal(word, TextSpan.FromBounds(from, _at)));

                    break;
            }
        }
    }

    private void SkipSpace(bool acrossLines)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
                _at = Characters.EndOfLine(_text, _at);
            else if (Characters.IsBlank(_text[_at]) || (acrossLines && char.IsWhiteSpace(_text[_at])))
                _at++;
            else
                return;
        }
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-';

    private static bool IsNumber(string value)
    {
        var start = value[0] == '-' ? 1 : 0;
        if (value.Length > 2 && value[0] == '0' && value[1] is 'x' or 'X')
            start = 2;

        for (var i = start; i < value.Length; i++)
        {
            if (!System.Uri.IsHexDigit(value[i]))
                return false;
        }

        return value.Length > start;
    }
}
