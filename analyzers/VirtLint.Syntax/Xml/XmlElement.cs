using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xml;

/// <summary>One element. As a scope it is asked by path.</summary>
/// <remarks>
/// Paths: <c>@name</c> an attribute, <c>child</c> an element's presence, <c>child/text()</c> its text, <c>a/b/@c</c> below,
/// <c>child[@type='x']/@y</c> the first child with that attribute.
/// </remarks>
public class XmlElement : SettingScope
{
    private readonly List<XmlAttribute> _attributes = [];
    private readonly List<XmlElement> _elements = [];
    private readonly SourceText _source;
    private StringBuilder? _text;
    private TextSpan _span;
    private int _textStart = -1;
    private int _textEnd;
    private Setting? _stated;

    /// <summary>An element that another notation states.</summary>
    protected XmlElement(SourceText source, string name, TextSpan nameSpan, TextSpan span, XmlElement? parent)
        : this(source, name, "", nameSpan, parent) => _span = span;

    internal XmlElement(SourceText source, string name, string prefix, TextSpan nameSpan, XmlElement? parent)
    {
        _source = source;
        Name = name;
        Prefix = prefix;
        NameSpan = nameSpan;
        Parent = parent;
        parent?._elements.Add(this);
    }

    /// <summary>The local name.</summary>
    public string Name { get; }

    /// <summary>The namespace prefix as written; empty when there is none.</summary>
    public string Prefix { get; }

    /// <summary>The namespace of the element; empty when there is none.</summary>
    public string NamespaceUri { get; private set; } = "";

    public TextSpan NameSpan { get; }

    public XmlElement? Parent { get; }

    public IReadOnlyList<XmlAttribute> Attributes => _attributes;

    /// <summary>The child elements.</summary>
    public IReadOnlyList<XmlElement> Children => _elements;

    /// <summary>The character data directly inside, decoded and trimmed.</summary>
    public string Text => _text?.ToString().Trim() ?? "";

    /// <summary>The character data without the white space around it; empty behind the start tag when there is none.</summary>
    public TextSpan TextSpan => _textStart < 0 ? new TextSpan(StartTagEnd, 0) : TextSpan.FromBounds(_textStart, _textEnd);

    public override TextSpan Anchor => NameSpan;

    public override TextSpan Span => _span;

    public override IEnumerable<Setting> Settings
    {
        get
        {
            foreach (var attribute in _attributes)
                yield return ToSetting("@" + attribute.Name, attribute);

            foreach (var element in _elements)
            {
                if (element is { Children.Count: 0, Attributes.Count: 0 })
                    yield return element.TextSetting(element.Name);
            }
        }
    }

    /// <summary>Whether it may hold elements that cannot be read here, so that what is missing in it is not known to be.</summary>
    public bool IsPartial { get; protected set; }

    internal int StartTagEnd { get; private set; }

    internal bool IsSelfClosed { get; private set; }

    /// <summary>The first child of this name, in whatever namespace, or null.</summary>
    public XmlElement? Element(string name)
    {
        foreach (var element in _elements)
        {
            if (element.Name == name)
                return element;
        }

        return null;
    }

    public IEnumerable<XmlElement> Elements(string name)
    {
        foreach (var element in _elements)
        {
            if (element.Name == name)
                yield return element;
        }
    }

    /// <summary>The attribute of this local name, or null.</summary>
    public XmlAttribute? Attribute(string name)
    {
        foreach (var attribute in _attributes)
        {
            if (attribute.Name == name && attribute.Prefix != "xmlns")
                return attribute;
        }

        return null;
    }

    public override Setting? Find(string key)
    {
        var element = this;
        for (var start = 0; ;)
        {
            var end = EndOfStep(key, start);
            if (key[start] == '@')
                return element.Attribute(key.Substring(start + 1)) is { } attribute ? ToSetting(key, attribute) : null;

            if (end - start == 6 && string.CompareOrdinal(key, start, "text()", 0, 6) == 0)
                return element._textStart < 0 ? null : element.TextSetting(key);

            var next = element.Child(key, start, end);
            if (next is null)
                return null;

            element = next;
            if (end == key.Length)
                return element._stated is { } stated ? Translated(key, "", stated) : new Setting(key, element.NameSpan, "", element.NameSpan, element.LineSpan());

            start = end + 1;
        }
    }

    public override TextChange? Replace(Setting setting, string value) =>
        new TextChange(setting.ValueSpan, Escape(value));

    public override TextChange? Insert(string key, string value)
    {
        var slash = key.LastIndexOf('/');
        var last = key.Substring(slash + 1);
        var path = slash < 0 ? "" : key.Substring(0, slash);
        if (path.Length > 0 && Find(path) is null)
            return path.IndexOf('/') < 0 && path.IndexOf('[') < 0 ? InsertChild(path, last, value) : null;

        var element = path.Length == 0 ? this : Descend(path);
        return element is null ? null
            : last[0] == '@' ? element.InsertAttribute(last.Substring(1), value)
            : last == "text()" ? null
            : element.InsertChild(last, "", "");
    }

    /// <summary>Adds an attribute that another notation states.</summary>
    protected void State(XmlAttribute attribute) => _attributes.Add(attribute);

    /// <summary>Sets the text, or the presence, that another notation states.</summary>
    protected void State(string text, Setting stated)
    {
        _text = null;
        _textStart = -1;
        AddText(text, stated.ValueSpan.Start, stated.ValueSpan.End);
        _stated = stated;
    }

    internal void SetNamespace(string uri) => NamespaceUri = uri;

    internal void Add(XmlAttribute attribute) => _attributes.Add(attribute);

    internal void EndStartTag(int position, bool isSelfClosed)
    {
        StartTagEnd = position;
        IsSelfClosed = isSelfClosed;
    }

    internal void End(int start, int position) => _span = TextSpan.FromBounds(start, position);

    internal void AddText(string decoded, int start, int end)
    {
        (_text ??= new StringBuilder()).Append(decoded);
        if (_textStart < 0)
            _textStart = start;

        _textEnd = end;
    }

    private static int EndOfStep(string path, int start)
    {
        var isQuoted = false;
        for (var i = start; i < path.Length; i++)
        {
            if (path[i] == '\'')
                isQuoted = !isQuoted;
            else if (path[i] == '/' && !isQuoted)
                return i;
        }

        return path.Length;
    }

    private static string Escape(string value) => value
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("'", "&apos;").Replace("\"", "&quot;");

    private XmlElement? Child(string path, int start, int end)
    {
        var bracket = path.IndexOf('[', start, end - start);
        var nameEnd = bracket < 0 ? end : bracket;
        foreach (var element in _elements)
        {
            if (element.Name.Length == nameEnd - start
                && string.CompareOrdinal(path, start, element.Name, 0, element.Name.Length) == 0
                && (bracket < 0 || element.Matches(path.Substring(bracket + 1, end - bracket - 2))))
            {
                return element;
            }
        }

        return null;
    }

    /// <summary>Whether a predicate <c>@name='value'</c> holds.</summary>
    private bool Matches(string predicate)
    {
        var equals = predicate.IndexOf('=');
        return equals > 1 && Attribute(predicate.Substring(1, equals - 1))?.Value == predicate.Substring(equals + 1).Trim('\'');
    }

    private XmlElement? Descend(string path)
    {
        var element = this;
        for (var start = 0; element is not null && start <= path.Length;)
        {
            var end = EndOfStep(path, start);
            element = element.Child(path, start, end);
            start = end + 1;
        }

        return element;
    }

    private static Setting ToSetting(string key, XmlAttribute attribute) => attribute.Stated is { } stated
        ? Translated(key, attribute.Value, stated)
        : new(key, attribute.NameSpan, attribute.Value, attribute.ValueSpan, attribute.FullSpan) { IsQuoted = true };

    private Setting TextSetting(string key) => _stated is { } stated ? Translated(key, Text, stated) : new(key, NameSpan, Text, TextSpan, LineSpan());

    private static Setting Translated(string key, string value, Setting stated) =>
        new(key, stated.KeySpan, value, stated.ValueSpan, stated.FullSpan) { IsEvaluated = true, Unresolved = stated.Unresolved, Translates = stated };

    private TextChange InsertAttribute(string name, string value)
    {
        var at = _attributes.Count > 0 ? _attributes[_attributes.Count - 1].FullSpan.End : NameSpan.End;
        return new TextChange(new TextSpan(at, 0), $" {name}='{Escape(value)}'");
    }

    /// <summary>Adds a child with one attribute, or an empty one, as the last child.</summary>
    private TextChange? InsertChild(string name, string attribute, string value)
    {
        var content = attribute.Length == 0 ? $"<{name}/>"
            : attribute == "text()" ? $"<{name}>{Escape(value)}</{name}>"
            : attribute[0] == '@' ? $"<{name} {attribute.Substring(1)}='{Escape(value)}'/>"
            : "";
        if (content.Length == 0 || IsSelfClosed || _elements.Count == 0)
            return null;

        var sibling = _elements[_elements.Count - 1];
        var line = _source.Lines.GetLineFromPosition(_elements[0].Span.Start);
        var indent = _source.ToString(TextSpan.FromBounds(line.Start, _elements[0].Span.Start));
        return string.IsNullOrWhiteSpace(indent)
            ? new TextChange(new TextSpan(sibling.Span.End, 0), LineBreaks.Of(_source) + indent + content)
            : new TextChange(new TextSpan(sibling.Span.End, 0), content);
    }

    /// <summary>The element with the rest of its lines, when nothing else stands on them; else the element.</summary>
    private TextSpan LineSpan()
    {
        var first = _source.Lines.GetLineFromPosition(_span.Start);
        var last = _source.Lines.GetLineFromPosition(_span.End);
        return IsBlank(first.Start, _span.Start) && IsBlank(_span.End, last.End)
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : _span;
    }

    private bool IsBlank(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsWhiteSpace(_source[i]))
                return false;
        }

        return true;
    }

    public override string ToString() => $"<{Name}>";
}
