using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>One kind of element: what may stand in it.</summary>
internal sealed class XmlKind
{
    public HashSet<string> Attributes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, XmlChild> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether anything may stand in it.</summary>
    public bool IsOpen { get; set; }
}

/// <param name="Kind">What may stand in the child.</param>
/// <param name="IsSingle">Whether libvirt reads one such child, however many there are.</param>
internal readonly record struct XmlChild(XmlKind Kind, bool IsSingle);

/// <summary>Every kind of element in libvirt's XML, read once from the table beside this file.</summary>
internal sealed class XmlKinds
{
    private static readonly Lazy<XmlKinds> s_all = new(Load);

    private readonly Dictionary<string, XmlKind> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _parents = new(StringComparer.Ordinal);

    public static XmlKinds All => s_all.Value;

    /// <summary>The kind of a root element, or null.</summary>
    public XmlKind? Root(string name) => _kinds.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The elements that have a child of a name, each once.</summary>
    public IReadOnlyList<string> ParentsOf(string child) => _parents.TryGetValue(child, out var parents) ? parents : [];

    private static XmlKinds Load()
    {
        var kinds = new XmlKinds();
        using var stream = typeof(XmlKinds).Assembly.GetManifestResourceStream("LibvirtXml.schema")
            ?? throw new InvalidOperationException("The assembly lacks its table LibvirtXml.schema.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                kinds.Add(line);
        }

        return kinds;
    }

    private void Add(string line)
    {
        var words = line.Split(' ');
        var name = words[0].TrimEnd(':');
        var element = name.Substring(name.LastIndexOf('.') + 1).Split('~')[0];
        var kind = KindOf(name);
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i];
            if (word == "*")
                kind.IsOpen = true;
            else if (word[0] == '@')
                kind.Attributes.Add(word.Substring(1));
            else
                AddChild(kind, element, word);
        }
    }

    private void AddChild(XmlKind kind, string element, string word)
    {
        var isSingle = word[0] == '!';
        var text = isSingle ? word.Substring(1) : word;
        var end = text.IndexOfAny(['=', '(']);
        var name = end < 0 ? text : text.Substring(0, end);
        if (!_parents.TryGetValue(name, out var parents))
            _parents.Add(name, parents = []);

        if (!parents.Contains(element))
            parents.Add(element);

        kind.Children[name] = new(ChildKind(text, name, end), isSingle);
    }

    private XmlKind ChildKind(string text, string name, int end)
    {
        if (end < 0)
            return KindOf(name);

        if (text[end] == '=')
            return KindOf(text.Substring(end + 1));

        var inline = new XmlKind();
        inline.Attributes.UnionWith(text.Substring(end + 1).TrimEnd(')').Split([','], StringSplitOptions.RemoveEmptyEntries));
        return inline;
    }

    private XmlKind KindOf(string name)
    {
        if (!_kinds.TryGetValue(name, out var kind))
            _kinds.Add(name, kind = new());

        return kind;
    }
}
