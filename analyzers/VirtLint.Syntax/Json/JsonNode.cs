using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Json;

public enum JsonKind
{
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}

/// <summary>A JSON value. Of any of them a path can be asked; a scalar has none to offer.</summary>
public abstract class JsonNode : SettingScope, IPathNode
{
    private protected JsonNode(string text, TextSpan span, TextSpan anchor)
    {
        Text = text;
        Span = span;
        Anchor = anchor;
    }

    public abstract JsonKind Kind { get; }

    /// <summary>The name of the member that holds the value, or else the value's first character.</summary>
    public override TextSpan Anchor { get; }

    /// <summary>The whole value, quotes and brackets included.</summary>
    public override TextSpan Span { get; }

    int IPathNode.ItemCount => ItemCount;

    private protected string Text { get; }

    private protected virtual int ItemCount => 0;

    /// <summary>The setting at a path: <c>a.b.c</c>, <c>a[0].b</c>. Of a duplicate name the last member counts.</summary>
    public override Setting? Find(string key) =>
        NodePath.TryResolve(this, key, out var container, out var index) ? ((JsonNode)container).SettingAt(index, key) : null;

    /// <summary>The value at a path, or null.</summary>
    public JsonNode? Select(string path) =>
        NodePath.TryResolve(this, path, out var container, out var index) ? ((JsonNode)container).ChildAt(index) : null;

    /// <summary>The edit of a value. A string stays a string; elsewhere a text that is JSON itself is written as it stands.</summary>
    public override TextChange? Replace(Setting setting, string value)
    {
        if (setting.IsQuoted)
            return new TextChange(setting.ValueSpan, JsonText.Escape(value));

        return new TextChange(setting.ValueSpan, JsonText.Write(value));
    }

    int IPathNode.IndexOf(string name) => IndexOf(name);

    IPathNode? IPathNode.ChildAt(int index) => ChildAt(index);

    private protected virtual int IndexOf(string name) => -1;

    private protected virtual JsonNode? ChildAt(int index) => null;

    private protected virtual Setting? SettingAt(int index, string key) => null;

    private protected static Setting ToSetting(string key, TextSpan keySpan, JsonNode value, TextSpan fullSpan) => value switch
    {
        JsonScalar scalar => new Setting(key, keySpan, scalar.Value, scalar.ValueSpan, fullSpan) { IsQuoted = scalar.Kind == JsonKind.String },
        JsonArray array => new Setting(key, keySpan, "", array.Span, fullSpan) { Items = array.AsLiterals() },
        _ => new Setting(key, keySpan, "", value.Span, fullSpan),
    };

    /// <summary>The text to remove with one of several nodes that commas separate.</summary>
    private protected static TextSpan WithComma(TextSpan? previous, TextSpan current, TextSpan? next)
    {
        if (next is { } following)
            return TextSpan.FromBounds(current.Start, following.Start);

        return TextSpan.FromBounds(previous?.End ?? current.Start, current.End);
    }
}
