using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Packer;

/// <summary>The <c>variables</c> of a template in JSON, and texts that refer to them: <c>{{user `x`}}</c>.</summary>
internal sealed class TemplateVariables(JsonObject? variables, SourceFile file)
{
    private const int LongestText = 1 << 16;

    /// <summary>The text with its variables filled in; Unknown where it calls anything else, which only a run knows.</summary>
    public HclValue Evaluate(string text)
    {
        var rest = 0;
        RelatedPlace? place = null;
        var result = new StringBuilder();
        for (var open = text.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = text.IndexOf("{{", rest, StringComparison.Ordinal))
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
                break;

            if (NameIn(text.Substring(open + 2, close - open - 2)) is not { } name)
                return HclValue.Unknown("only a run knows it");

            if (variables?[name] is not JsonScalar { Kind: not JsonKind.Null } variable || TemplateMarks.Contains(variable.Value))
                return HclValue.Unknown($"the variable '{name}' has no value");

            if (result.Length + variable.Value.Length > LongestText)
                return HclValue.Unknown("too much to evaluate");

            place = new(new Origin(file, variable.ValueSpan), $"'{name}' is set here") { HoldsValue = true };
            result.Append(text, rest, open - rest).Append(variable.Value);
            rest = close + 2;
        }

        var value = HclValue.Of(result.Append(text, rest, text.Length - rest).ToString());
        return place is { } written ? value.At(written) : value;
    }

    /// <summary>The variable's name in <c>user `name`</c>, or null.</summary>
    private static string? NameIn(string call)
    {
        var text = call.Trim(' ', '-');
        if (!text.StartsWith("user", StringComparison.Ordinal))
            return null;

        var name = text.Substring(4).Trim();
        return name.Length > 2 && name[0] is '`' or '"' && name[name.Length - 1] == name[0] ? name.Substring(1, name.Length - 2) : null;
    }
}

/// <summary>An object of a template in JSON.</summary>
internal sealed class TemplateNode(JsonObject json, TemplateVariables variables, SourceText text) : ConfigNode
{
    public override TextSpan Anchor => json["type"] is JsonScalar type ? type.ValueSpan : json.Anchor;

    public override TextSpan Span => json.Span;

    public override IEnumerable<string> Names => json.Members.Select(static member => member.Name.Text).Distinct();

    public override IReadOnlyList<ConfigNode> Nodes(string name) => json[name] switch
    {
        JsonObject inner => [new TemplateNode(inner, variables, text)],
        JsonArray list => [.. list.Items.OfType<JsonObject>().Select(item => new TemplateNode(item, variables, text))],
        _ => [],
    };

    public override HclValue? Value(string name) => json[name] is { Kind: not JsonKind.Null } value ? ValueOf(value) : null;

    public override IReadOnlyList<Literal> Texts(string name) => json[name] is { } value ? [.. Flat(value)] : [];

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) =>
        Member(name) is { } member ? (member.KeySpan, member.ValueSpan, member.FullSpan) : null;

    public override string TextAt(TextSpan span) => text.ToString(span);

    public override TextChange? Replace(Setting setting, string value) => Member(setting.Key) is { } member ? json.Replace(member, value) : null;

    public override TextChange? Insert(string key, string value) => key.IndexOf('/') < 0 ? json.InsertMember(key, value) : null;

    private Setting? Member(string name) => json.Settings.LastOrDefault(setting => setting.Key == name);

    private HclValue ValueOf(JsonNode node) => node switch
    {
        JsonScalar { Kind: JsonKind.String } scalar => variables.Evaluate(scalar.Value),
        JsonScalar { Kind: JsonKind.Boolean } scalar => HclValue.Of(scalar.Value == "true"),
        JsonScalar { Kind: JsonKind.Null } => HclValue.Null,
        JsonScalar scalar => HclValue.Of(scalar.Value),
        JsonArray array => HclValue.Of((IReadOnlyList<HclValue>)[.. array.Items.Select(ValueOf)]),
        JsonObject inner => HclValue.Of(inner.Members
            .GroupBy(static member => member.Name.Text, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, group => ValueOf(group.Last().Value), StringComparer.Ordinal)),
        _ => HclValue.Null,
    };

    private IEnumerable<Literal> Flat(JsonNode node) => node switch
    {
        JsonArray array => array.Items.SelectMany(Flat),
        JsonScalar { Kind: not JsonKind.Null } scalar => Flat(ValueOf(scalar), scalar.ValueSpan),
        _ => [],
    };
}
