using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Terraform;

/// <summary>A provider as a plan keeps its configuration: as expressions, of which constants alone are told.</summary>
/// <remarks>Terraform, "JSON Output Format": expression representation.</remarks>
internal sealed class PlanProviderNode(JsonObject expressions, TextSpan anchor) : ConfigNode
{
    public override TextSpan Anchor => anchor;

    public override TextSpan Span => expressions.Span;

    public override IEnumerable<string> Names => expressions.Members.Select(static member => member.Name.Text).Distinct();

    public override HclValue? Value(string name) => expressions[name] switch
    {
        JsonObject expression when expression["constant_value"] is { } constant => constant switch
        {
            JsonScalar { Kind: JsonKind.String } text => HclValue.Of(text.Value),
            JsonScalar { Kind: JsonKind.Boolean } flag => HclValue.Of(flag.Value == "true"),
            JsonScalar { Kind: JsonKind.Number } number => HclValue.Of(number.Value),
            JsonScalar => null,
            _ => HclValue.Unknown("a value of another type"),
        },
        JsonObject expression when expression["references"] is not null => HclValue.Unknown("another object decides it"),
        _ => null,
    };

    public override IReadOnlyList<ConfigNode> Nodes(string name) => expressions[name] switch
    {
        JsonArray blocks => [.. blocks.Items.OfType<JsonObject>().Select(static block => new PlanProviderNode(block, block.Anchor))],
        JsonObject block when block["constant_value"] is null && block["references"] is null => [new PlanProviderNode(block, block.Anchor)],
        _ => [],
    };

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) => expressions[name] switch
    {
        JsonObject expression when expression["constant_value"] is JsonScalar constant => (expression.Anchor, constant.ValueSpan, expression.Span),
        { } expression => (expression.Anchor, expression.Span, expression.Span),
        _ => null,
    };

    /// <summary>What is not known has no text of its own here.</summary>
    public override string TextAt(TextSpan span) => "(not shown)";

    public override TextChange? Replace(Setting setting, string value) => null;

    public override TextChange? Remove(Setting setting) => null;
}
