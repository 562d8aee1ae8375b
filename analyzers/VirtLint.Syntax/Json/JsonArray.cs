using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Json;

public sealed class JsonArray : JsonNode
{
    internal JsonArray(string text, TextSpan span, TextSpan anchor, ImmutableArray<JsonNode> items)
        : base(text, span, anchor)
    {
        Items = items;
    }

    public override JsonKind Kind => JsonKind.Array;

    public ImmutableArray<JsonNode> Items { get; }

    /// <summary>The items as settings, with keys such as <c>[0]</c>.</summary>
    public override IEnumerable<Setting> Settings => Enumerable.Range(0, Items.Length)
        .Select(index => ToItem(index, "[" + index.ToString(CultureInfo.InvariantCulture) + "]"));

    private protected override int ItemCount => Items.Length;

    /// <summary>The scalars decoded, anything else as written.</summary>
    internal ImmutableArray<Literal> AsLiterals() => [.. Items.Select(item => item is JsonScalar scalar
        ? scalar.AsLiteral()
        : new Literal(Text.Substring(item.Span.Start, item.Span.Length), item.Span))];

    private protected override JsonNode? ChildAt(int index) => Items[index];

    private protected override Setting? SettingAt(int index, string key) => ToItem(index, key);

    private Setting ToItem(int index, string key)
    {
        TextSpan? previous = index > 0 ? Items[index - 1].Span : null;
        TextSpan? next = index + 1 < Items.Length ? Items[index + 1].Span : null;
        return ToSetting(key, Items[index].Anchor, Items[index], WithComma(previous, Items[index].Span, next));
    }
}
