using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Yaml;

/// <summary>A YAML node. Of any of them a path can be asked (<c>spec.disks[0].name</c>); a scalar has none to offer.</summary>
/// <remarks>An alias is the node that it names: one node may stand in several places.</remarks>
public abstract class YamlNode : SettingScope, IPathNode
{
    private protected YamlNode(SourceText source, string tag, TextSpan span, TextSpan anchor)
    {
        Source = source;
        Tag = tag;
        Span = span;
        Anchor = anchor;
    }

    /// <summary>The tag as written, such as <c>!vault</c>; empty when there is none.</summary>
    public string Tag { get; }

    /// <summary>The key that holds the node, or else the node's first character.</summary>
    public override TextSpan Anchor { get; }

    public override TextSpan Span { get; }

    int IPathNode.ItemCount => ItemCount;

    private protected SourceText Source { get; }

    private protected virtual int ItemCount => 0;

    /// <summary>The setting at a path. A key with dots in it is found, too.</summary>
    public override Setting? Find(string key) =>
        NodePath.TryResolve(this, key, out var container, out var index) ? ((YamlNode)container).SettingAt(index, key) : null;

    /// <summary>The node at a path, or null.</summary>
    public YamlNode? Select(string path) =>
        NodePath.TryResolve(this, path, out var container, out var index) ? ((YamlNode)container).ChildAt(index) : null;

    /// <summary>The items at a path; none when no sequence is there.</summary>
    public IEnumerable<YamlNode> Items(string path) => Select(path) is YamlSequence sequence ? sequence.Nodes : [];

    /// <summary>The text of the scalar at a path, or null.</summary>
    public string? TextAt(string path) => (Select(path) as YamlScalar)?.Value;

    public override TextChange? Replace(Setting setting, string value) => new TextChange(setting.ValueSpan, setting.IsQuoted ? value.Replace("\\", "\\\\").Replace("\"", "\\\"") : value);

    /// <summary>Block structure depends on lines and indentation, so that only a mapping knows how to lose an entry.</summary>
    public override TextChange? Remove(Setting setting) => null;

    int IPathNode.IndexOf(string name) => IndexOf(name);

    IPathNode? IPathNode.ChildAt(int index) => ChildAt(index);

    private protected virtual int IndexOf(string name) => -1;

    private protected virtual YamlNode? ChildAt(int index) => null;

    private protected virtual Setting? SettingAt(int index, string key) => null;

    private protected static Setting ToSetting(string key, TextSpan keySpan, YamlNode value, TextSpan fullSpan, bool isConditional) => value switch
    {
        YamlScalar scalar => new Setting(key, keySpan, scalar.Value, scalar.ValueSpan, fullSpan) { IsQuoted = scalar.IsQuoted, IsConditional = isConditional },
        YamlSequence sequence => new Setting(key, keySpan, "", sequence.Span, fullSpan) { Items = sequence.AsLiterals(), IsConditional = isConditional },
        _ => new Setting(key, keySpan, "", value.Span, fullSpan) { IsConditional = isConditional },
    };
}

/// <summary>A text, number, boolean or null: YAML tells them apart only by a schema, which is the format's affair.</summary>
public sealed class YamlScalar : YamlNode
{
    internal YamlScalar(SourceText source, string tag, string value, bool isQuoted, bool isBlock, TextSpan span, TextSpan valueSpan, TextSpan anchor)
        : base(source, tag, span, anchor)
    {
        Value = value;
        IsQuoted = isQuoted;
        IsBlock = isBlock;
        ValueSpan = valueSpan;
    }

    /// <summary>The decoded text.</summary>
    public string Value { get; }

    /// <summary>Whether it is written in quotes.</summary>
    public bool IsQuoted { get; }

    /// <summary>Whether it is a literal or folded block, whose lines are the text.</summary>
    public bool IsBlock { get; }

    /// <summary>The text without quotes; of a block, its lines.</summary>
    public TextSpan ValueSpan { get; }

    /// <summary>Whether it is a plain <c>null</c>, <c>~</c> or nothing at all. // YAML 1.2, 10.2.1.1</summary>
    public bool IsNull => !IsQuoted && !IsBlock && Value is "" or "~" or "null" or "Null" or "NULL";

    public override IEnumerable<Setting> Settings => [];
}

/// <summary>An entry of a mapping.</summary>
/// <param name="Key">The decoded key and its text without quotes.</param>
/// <param name="Value">The value.</param>
/// <param name="IsMerged">Whether <c>&lt;&lt;</c> brought it in from another mapping.</param>
/// <param name="IsConditional">Whether a template decides whether it is there.</param>
public readonly record struct YamlEntry(Literal Key, YamlNode Value, bool IsMerged, bool IsConditional);

public sealed class YamlMapping : YamlNode
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    internal YamlMapping(SourceText source, string tag, TextSpan span, TextSpan anchor, ImmutableArray<YamlEntry> entries)
        : base(source, tag, span, anchor)
    {
        Entries = entries;
        for (var i = 0; i < entries.Length; i++)
        {
            // What the mapping states itself counts, whatever is merged into it; of equal keys the last.
            if (!entries[i].IsMerged || !_index.ContainsKey(entries[i].Key.Text))
                _index[entries[i].Key.Text] = i;
        }
    }

    /// <summary>The entries in the order of the file, duplicates included; merged ones last.</summary>
    public ImmutableArray<YamlEntry> Entries { get; }

    public override IEnumerable<Setting> Settings => Enumerable.Range(0, Entries.Length).Select(index => ToEntry(index, Entries[index].Key.Text));

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key] => _index.TryGetValue(key, out var index) ? Entries[index].Value : null;

    /// <summary>Adds a line behind the first entry, in the same column, where the mapping is in block style.</summary>
    public override TextChange? Insert(string key, string value)
    {
        for (var split = key.Length - 1; split > 0; split--)
        {
            if (key[split] == '.' && Select(key.Substring(0, split)) is YamlMapping owner)
                return owner.Insert(key.Substring(split + 1), value);
        }

        if (key.IndexOf('.') >= 0 || Entries.IsEmpty || Entries[0].IsMerged || Source[Span.Start] == '{')
            return null;

        var line = Source.Lines.GetLineFromPosition(Entries[0].Key.Span.Start);
        var column = Entries[0].Key.Span.Start - line.Start - (Source[Math.Max(line.Start, Entries[0].Key.Span.Start - 1)] is '"' or '\'' ? 1 : 0);
        return new TextChange(new TextSpan(Entries[0].Key.Span.Start, 0), $"{key}: {value}{LineBreaks.Of(Source)}{new string(' ', column)}");
    }

    private protected override int IndexOf(string name) => _index.TryGetValue(name, out var index) ? index : -1;

    private protected override YamlNode? ChildAt(int index) => Entries[index].Value;

    private protected override Setting? SettingAt(int index, string key) => ToEntry(index, key);

    private Setting ToEntry(int index, string key)
    {
        var entry = Entries[index];
        return ToSetting(key, entry.Key.Span, entry.Value, TextSpan.FromBounds(entry.Key.Span.Start, Math.Max(entry.Key.Span.End, entry.Value.Span.End)), entry.IsConditional);
    }
}

public sealed class YamlSequence : YamlNode
{
    internal YamlSequence(SourceText source, string tag, TextSpan span, TextSpan anchor, ImmutableArray<YamlNode> nodes)
        : base(source, tag, span, anchor) => Nodes = nodes;

    public ImmutableArray<YamlNode> Nodes { get; }

    public override IEnumerable<Setting> Settings => Enumerable.Range(0, Nodes.Length).Select(index => ToItem(index, $"[{index.ToString(CultureInfo.InvariantCulture)}]"));

    private protected override int ItemCount => Nodes.Length;

    /// <summary>The scalars decoded, anything else as written.</summary>
    internal ImmutableArray<Literal> AsLiterals() =>
        [.. Nodes.Select(node => node is YamlScalar scalar ? new Literal(scalar.Value, scalar.ValueSpan) : new Literal(Source.ToString(node.Span), node.Span))];

    private protected override YamlNode? ChildAt(int index) => Nodes[index];

    private protected override Setting? SettingAt(int index, string key) => ToItem(index, key);

    private Setting ToItem(int index, string key) => ToSetting(key, Nodes[index].Anchor, Nodes[index], Nodes[index].Span, isConditional: false);
}
