using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Terraform;

/// <summary>Finds what a plan or state marks as sensitive: it stands there in clear all the same.</summary>
/// <remarks>Terraform, "JSON Output Format": sensitive_values, before_sensitive, after_sensitive; variables carry no mark.</remarks>
internal static class PlanSecrets
{
    private static readonly (string Values, string Marks)[] s_pairs =
        [("values", "sensitive_values"), ("before", "before_sensitive"), ("after", "after_sensitive"), ("value", "sensitive")];

    public static IEnumerable<TextSpan> In(JsonNode? root)
    {
        if (root is not JsonObject plan)
            return [];

        var variables = plan["variables"] is JsonObject declared ? declared.Members.SelectMany(static variable => Marked(variable.Value, isMarked: true)) : [];
        return variables.Concat(Within(plan));
    }

    private static IEnumerable<TextSpan> Within(JsonNode node)
    {
        if (node is JsonArray list)
            return list.Items.SelectMany(Within);

        if (node is not JsonObject record)
            return [];

        var own = s_pairs.Where(pair => record[pair.Values] is not null && record[pair.Marks] is not null)
            .SelectMany(pair => Marked(record[pair.Values], record[pair.Marks]));
        return own.Concat(record.Members.SelectMany(static member => Within(member.Value)));
    }

    private static IEnumerable<TextSpan> Marked(JsonNode? value, JsonNode? mark) => (value, mark) switch
    {
        (null, _) => [],
        (_, JsonScalar flag) => Marked(value, flag.Value == "true"),
        (JsonObject record, JsonObject marks) => marks.Members.SelectMany(member => Marked(record[member.Name.Text], member.Value)),
        (JsonArray list, JsonArray marks) => list.Items.Zip(marks.Items, Marked).SelectMany(static spans => spans),
        _ => [],
    };

    private static IEnumerable<TextSpan> Marked(JsonNode value, bool isMarked) => !isMarked ? [] : value switch
    {
        JsonObject record => record.Members.SelectMany(static member => Marked(member.Value, isMarked: true)),
        JsonArray list => list.Items.SelectMany(static item => Marked(item, isMarked: true)),
        JsonScalar { Kind: JsonKind.String or JsonKind.Number } scalar => [scalar.ValueSpan],
        _ => [],
    };
}
