using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Terraform;

/// <summary>A resource of a plan, or a nested block of one, with what its provider has filled in. Nobody edits it.</summary>
/// <param name="values">What is planned.</param>
/// <param name="unknown">The marks of what only applying will tell, in the shape of the values; null where there are none.</param>
/// <param name="sensitive">The marks of what nobody may see.</param>
/// <param name="anchor">Where findings on it stand that no value has: its address, or its first character.</param>
internal sealed class PlanNode(JsonObject values, JsonNode? unknown, JsonNode? sensitive, TextSpan anchor) : ConfigNode
{
    public override TextSpan Anchor => anchor;

    public override TextSpan Span => values.Span;

    public override IEnumerable<string> Names => values.Members.Select(static member => member.Name.Text).Distinct();

    public override HclValue? Value(string name) =>
        ValueOf(values[name], Mark(unknown, name), Mark(sensitive, name)) is { Kind: not HclKind.Null } value ? value : null;

    public override IReadOnlyList<ConfigNode> Nodes(string name)
    {
        var (lost, hidden) = (Mark(unknown, name), Mark(sensitive, name));
        return values[name] switch
        {
            JsonObject record => [new PlanNode(record, lost, hidden, record.Anchor)],
            JsonArray list => [.. list.Items.Select((item, i) => item is JsonObject record ? new PlanNode(record, Mark(lost, i), Mark(hidden, i), record.Anchor) : null).OfType<PlanNode>()],
            _ => [],
        };
    }

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) => values[name] switch
    {
        JsonScalar { Kind: not JsonKind.Null } scalar => (scalar.Anchor, scalar.ValueSpan, scalar.Span),
        { Kind: not JsonKind.Null } node => (node.Anchor, node.Span, node.Span),
        _ => (anchor, anchor, anchor),
    };

    public override TextSpan? ItemSpan(string name, int index) =>
        values[name] is JsonArray list && index < list.Items.Length ? list.Items[index] is JsonScalar scalar ? scalar.ValueSpan : list.Items[index].Span : null;

    /// <summary>What is not known has no text of its own here, and what is sensitive none to show.</summary>
    public override string TextAt(TextSpan span) => "(not shown)";

    public override TextChange? Replace(Setting setting, string value) => null;

    public override TextChange? Remove(Setting setting) => null;

    private static JsonNode? Mark(JsonNode? marks, string name) => marks is JsonObject record ? record[name] : marks as JsonScalar;

    private static JsonNode? Mark(JsonNode? marks, int index) => marks is JsonArray list ? index < list.Items.Length ? list.Items[index] : null : marks as JsonScalar;

    private static bool IsSet(JsonNode? mark) => mark is JsonScalar { Kind: JsonKind.Boolean, Value: "true" };

    private static HclValue ValueOf(JsonNode? node, JsonNode? unknown, JsonNode? sensitive)
    {
        if (IsSet(sensitive))
            return HclValue.Unknown("a sensitive value");

        if (IsSet(unknown))
            return HclValue.Unknown("known only after it is applied");

        return node switch
        {
            // Older providers keep "" for what nobody states.
            JsonScalar { Kind: JsonKind.String, Value: "" } => HclValue.Null,
            JsonScalar { Kind: JsonKind.String } text => HclValue.Of(text.Value),
            JsonScalar { Kind: JsonKind.Boolean } flag => HclValue.Of(flag.Value == "true"),
            JsonScalar { Kind: JsonKind.Number } number => HclValue.Of(number.Value),
            JsonArray list => HclValue.Of((IReadOnlyList<HclValue>)[.. list.Items.Select((item, i) => ValueOf(item, Mark(unknown, i), Mark(sensitive, i)))]),
            JsonObject record => HclValue.Of(record.Members
                .GroupBy(static member => member.Name.Text)
                .ToDictionary(static group => group.Key, group => ValueOf(group.Last().Value, Mark(unknown, group.Key), Mark(sensitive, group.Key)))),
            _ => HclValue.Null,
        };
    }
}
