using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xml;

/// <summary>Reads XML 1.0 with namespaces in one pass, without recursion, and keeps going after an error.</summary>
internal sealed class XmlParser(SourceText source)
{
    private readonly SourceText _source = source;
    private readonly string _text = source.ToString();
    private readonly ImmutableArray<XmlElement>.Builder _roots = ImmutableArray.CreateBuilder<XmlElement>();
    private readonly ImmutableArray<Literal>.Builder _comments = ImmutableArray.CreateBuilder<Literal>();
    private readonly ImmutableArray<SyntaxError>.Builder _errors = ImmutableArray.CreateBuilder<SyntaxError>();
    private readonly List<(XmlElement Element, int Start, int Namespaces)> _open = [];
    private readonly List<(string Prefix, string Uri)> _namespaces = [];

    // Of the element that is being read, as written.
    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal);
    private int _at;
    private int _nodes;
    private bool _isTemplate;
    private bool _isStopped;

    private XmlElement? Current => _open.Count == 0 ? null : _open[_open.Count - 1].Element;

    public XmlTree Parse()
    {
        while (_at < _text.Length && !_isStopped)
        {
            if (_text[_at] != '<')
                ReadText();
            else if (Ahead("<!--"))
                ReadComment();
            else if (Ahead("<![CDATA["))
                ReadCharacterData();
            else if (Ahead("<%"))
                SkipTemplate("%>");
            else if (Ahead("<!"))
                SkipDocumentType();
            else if (Ahead("<?"))
                SkipInstruction();
            else if (Ahead("</"))
                ReadEndTag();
            else
                ReadStartTag();
        }

        for (var i = _open.Count - 1; i >= 0; i--)
            _open[i].Element.End(_open[i].Start, _text.Length);

        if (Current is { } unclosed && !_isStopped)
            Report(unclosed.NameSpan, $"<{unclosed.Name}> is never closed; expected </{unclosed.Name}> before the end of the file");
        else if (_roots.Count == 0 && _errors.Count == 0 && !_isTemplate)
            Report(new TextSpan(0, 0), "the file is empty; expected an XML element");

        return new XmlTree(_source, _roots.ToImmutable(), _comments.ToImmutable(), _isTemplate, _errors.ToImmutable());
    }

    private bool Ahead(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    /// <summary>In a template the first error is the template's, not the author's; the rest would follow from it.</summary>
    private void Report(TextSpan span, string message)
    {
        if (_isStopped)
            return;

        _errors.Add(new(span, message));
        _isStopped = _isTemplate || _errors.Count >= Limits.Errors;
    }

    private void Count(TextSpan span)
    {
        if (++_nodes <= Limits.Nodes)
            return;

        Report(span, $"the file has more than {Limits.Nodes} nodes; the rest is not read");
        _isStopped = true;
    }

    private void ReadText()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] != '<')
        {
            if (Ahead("{%") || Ahead("{#"))
            {
                AddText(start, _at);
                SkipTemplate(_text[_at + 1] == '%' ? "%}" : "#}");
                start = _at;
            }
            else
            {
                _at++;
            }
        }

        AddText(start, _at);
    }

    private void AddText(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
            start++;

        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;

        if (start == end || (start == 0 && end == 1 && _text[0] == '\uFEFF'))
            return;

        if (Current is { } element)
        {
            element.AddText(Decode(start, end), start, end);
            return;
        }

        if (TemplateMarks.Contains(_text.Substring(start, end - start)))
        {
            _isTemplate = true;
            return;
        }

        Report(TextSpan.FromBounds(start, end), "text stands outside of any element; expected an XML element");
    }

    private void ReadComment()
    {
        var end = _text.IndexOf("-->", _at + 4, StringComparison.Ordinal);
        if (end < 0)
        {
            Unterminated(4, "the comment is never closed; expected '-->'");
            return;
        }

        var span = TextSpan.FromBounds(_at + 4, end);
        _comments.Add(new(_text.Substring(span.Start, span.Length), span));
        _at = end + 3;
    }

    private void ReadCharacterData()
    {
        var start = _at + 9;
        var end = _text.IndexOf("]]>", start, StringComparison.Ordinal);
        if (end < 0)
        {
            Unterminated(9, "the CDATA section is never closed; expected ']]>'");
            return;
        }

        Current?.AddText(_text.Substring(start, end - start), start, end);
        _at = end + 3;
    }

    private void SkipTemplate(string close)
    {
        _isTemplate = true;
        var end = _text.IndexOf(close, _at + 2, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + close.Length;
    }

    private void SkipInstruction()
    {
        var end = _text.IndexOf("?>", _at, StringComparison.Ordinal);
        if (end < 0)
            Unterminated(2, "the processing instruction is never closed; expected '?>'");
        else
            _at = end + 2;
    }

    private void SkipDocumentType()
    {
        var start = _at;
        var quote = '\0';
        var depth = 0;
        for (_at += 2; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c is '[' or '<')
                depth++;
            else if (c == ']')
                depth--;
            else if (c == '>' && depth-- <= 0)
                break;
        }

        _at = Math.Min(_at + 1, _text.Length);
        Report(
            new TextSpan(start, Math.Min(9, _at - start)),
            "document type declarations are not read, and no entity of theirs is resolved; expected an XML element");
    }

    private void ReadEndTag()
    {
        var start = _at;
        _at += 2;
        var name = ReadName(out var nameSpan);
        SkipSpace();
        if (_at < _text.Length && _text[_at] == '>')
            _at++;
        else if (name.Length > 0)
            Report(TextSpan.FromBounds(start, _at), $"the end tag </{name}> is not closed; expected '>'");

        if (name.Length == 0)
        {
            Report(TextSpan.FromBounds(start, _at), "an end tag has no name; expected '</name>'");
            SkipPast('>');
            return;
        }

        var match = _open.Count - 1;
        while (match >= 0 && FullName(_open[match].Element) != name)
            match--;

        if (match < 0)
        {
            Report(nameSpan, $"</{name}> closes no open element" + (Current is { } open ? $"; expected </{FullName(open)}>" : ""));
            return;
        }

        if (match < _open.Count - 1)
        {
            var unclosed = _open[_open.Count - 1].Element;
            var line = _source.Lines.GetLinePosition(unclosed.NameSpan.Start).Line + 1;
            Report(nameSpan, $"found </{name}>; expected </{FullName(unclosed)}>, which closes line {line}");
        }

        while (_open.Count > match)
        {
            var (element, begin, namespaces) = _open[_open.Count - 1];
            element.End(begin, _open.Count - 1 == match ? _at : start);
            _namespaces.RemoveRange(namespaces, _namespaces.Count - namespaces);
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void ReadStartTag()
    {
        var start = _at++;
        var name = ReadName(out var nameSpan);
        if (name.Length == 0)
        {
            Report(new TextSpan(start, 1), "'<' starts no element; expected a name, or '&lt;' for the character");
            return;
        }

        Count(nameSpan);
        if (_open.Count >= Limits.Depth)
        {
            Report(nameSpan, $"elements are nested more than {Limits.Depth} deep; the rest is not read");
            _isStopped = true;
            return;
        }

        var colon = name.IndexOf(':');
        var element = new XmlElement(_source, name.Substring(colon + 1), colon < 0 ? "" : name.Substring(0, colon), nameSpan, Current);
        if (Current is null)
            _roots.Add(element);

        var namespaces = _namespaces.Count;
        var isSelfClosed = ReadAttributes(element);
        element.SetNamespace(Resolve(element));
        element.EndStartTag(_at, isSelfClosed);
        if (isSelfClosed)
        {
            element.End(start, _at);
            _namespaces.RemoveRange(namespaces, _namespaces.Count - namespaces);
        }
        else
        {
            _open.Add((element, start, namespaces));
        }
    }

    /// <summary>Reads up to and over the end of the start tag; true when the tag closes itself.</summary>
    private bool ReadAttributes(XmlElement element)
    {
        while (true)
        {
            var before = _at;
            SkipSpace();
            if (_at >= _text.Length)
            {
                Report(element.NameSpan, $"the tag <{element.Name}> is not closed; expected '>'");
                return true;
            }

            if (_text[_at] == '>')
            {
                _at++;
                return false;
            }

            if (Ahead("/>"))
            {
                _at += 2;
                return true;
            }

            if (_text[_at] == '<')
            {
                if (Ahead("<%"))
                {
                    SkipTemplate("%>");
                    continue;
                }

                Report(new TextSpan(_at, 1), $"the tag <{element.Name}> is not closed; expected '>' before '<'");
                return false;
            }

            if (Ahead("{%") || Ahead("{{"))
            {
                SkipTemplate(_text[_at + 1] == '%' ? "%}" : "}}");
                continue;
            }

            ReadAttribute(element, before);
        }
    }

    private void ReadAttribute(XmlElement element, int before)
    {
        var name = ReadName(out var nameSpan);
        if (name.Length == 0)
        {
            Report(new TextSpan(_at, 1), $"'{_text[_at]}' stands in the tag <{element.Name}>; expected an attribute or '>'");
            while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<'))
                _at++;

            return;
        }

        Count(nameSpan);
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != '=')
        {
            Report(nameSpan, $"attribute '{name}' has no value; expected {name}='…'");
            return;
        }

        _at++;
        SkipSpace();
        if (_at >= _text.Length || _text[_at] is not ('"' or '\''))
        {
            var bare = _at;
            while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<' or '/'))
                _at++;

            Report(TextSpan.FromBounds(bare, _at), $"the value of attribute '{name}' is not quoted; expected {name}='…'");
            return;
        }

        var quote = _text[_at++];
        var start = _at;
        var end = _text.IndexOf(quote, start);
        if (end < 0)
        {
            Report(nameSpan, $"the value of attribute '{name}' is never closed; expected {quote}");
            _at = _text.Length;
            return;
        }

        _at = end + 1;
        var span = TextSpan.FromBounds(start, end);
        var less = _text.IndexOf('<', start, end - start);
        if (less >= 0 && !TemplateMarks.Contains(_text.Substring(start, end - start)))
            Report(new TextSpan(less, 1), $"'<' stands in the value of attribute '{name}'; expected '&lt;'");

        AddAttribute(element, name, nameSpan, span, TextSpan.FromBounds(before, _at));
    }

    private void AddAttribute(XmlElement element, string name, TextSpan nameSpan, TextSpan span, TextSpan fullSpan)
    {
        var value = Decode(span.Start, span.End);
        var colon = name.IndexOf(':');
        var prefix = colon < 0 ? "" : name.Substring(0, colon);
        var local = name.Substring(colon + 1);
        if (name == "xmlns")
            _namespaces.Add(("", value));
        else if (prefix == "xmlns")
            _namespaces.Add((local, value));

        if (element.Attributes.Count == 0)
            _attributes.Clear();

        if (!_attributes.Add(name))
        {
            Report(nameSpan, $"attribute '{name}' is stated twice on <{element.Name}>; the first value is read");
            return;
        }

        element.Add(new(local, prefix, value, nameSpan, span, fullSpan));
    }

    private string Resolve(XmlElement element)
    {
        for (var i = _namespaces.Count - 1; i >= 0; i--)
        {
            if (_namespaces[i].Prefix == element.Prefix)
                return _namespaces[i].Uri;
        }

        if (element.Prefix.Length > 0 && element.Prefix != "xml")
            Report(element.NameSpan, $"namespace prefix '{element.Prefix}' is not declared; expected xmlns:{element.Prefix}='…'");

        return "";
    }

    private string Decode(int start, int end)
    {
        var ampersand = _text.IndexOf('&', start, end - start);
        if (ampersand < 0)
            return _text.Substring(start, end - start);

        var decoded = new StringBuilder(end - start);
        for (var i = start; i < end; i++)
        {
            if (_text[i] != '&')
            {
                decoded.Append(_text[i]);
                continue;
            }

            var semicolon = _text.IndexOf(';', i, Math.Min(end - i, 16));
            var name = semicolon < 0 ? "" : _text.Substring(i + 1, semicolon - i - 1);
            if (Entity(name) is { } character)
            {
                decoded.Append(character);
                i = semicolon;
                continue;
            }

            decoded.Append('&');
            Report(
                TextSpan.FromBounds(i, semicolon < 0 ? i + 1 : semicolon + 1),
                name.Length == 0
                    ? "'&' starts no entity; expected '&amp;' for the character"
                    : $"entity '&{name};' is not predefined, and no others are resolved; expected '&amp;', '&lt;', '&gt;', '&quot;' or '&apos;'");
        }

        return decoded.ToString();
    }

    private static string? Entity(string name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        ['#', 'x', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => Character(code),
        ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => Character(code),
        _ => null,
    };

    private static string? Character(int code) =>
        code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(code) : null;

    private string ReadName(out TextSpan span)
    {
        var start = _at;
        while (_at < _text.Length && IsName(_text[_at]))
            _at++;

        span = TextSpan.FromBounds(start, _at);
        return _text.Substring(start, _at - start);
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':' || c > '\u00B6';

    private static string FullName(XmlElement element) =>
        element.Prefix.Length == 0 ? element.Name : $"{element.Prefix}:{element.Name}";

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\t' or '\n' or '\r'))
            _at++;
    }

    private void SkipPast(char c)
    {
        var end = _text.IndexOf(c, _at);
        _at = end < 0 ? _text.Length : end + 1;
    }

    private void Unterminated(int length, string message)
    {
        Report(new TextSpan(_at, Math.Min(length, _text.Length - _at)), message);
        _at = _text.Length;
    }
}
