using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Hcl;

/// <summary>A block in HCL, with its dynamic blocks unrolled.</summary>
/// <param name="body">Its arguments and nested blocks.</param>
/// <param name="anchor">Where a reader would add an argument.</param>
/// <param name="scope">What names mean in it.</param>
/// <param name="text">The text that it stands in.</param>
/// <param name="standsForAll">Whether a dynamic block makes it, not known how often.</param>
internal sealed class HclNode(HclBody body, TextSpan anchor, HclScope scope, HclText text, bool standsForAll = false) : ConfigNode
{
    private readonly Dictionary<string, HclValue?> _values = [];

    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span => body.Span;

    public override IEnumerable<string> Names => body.Attributes.Select(static attribute => attribute.Name);

    public override bool StandsForAll => standsForAll;

    public override HclValue? Value(string name)
    {
        if (_values.TryGetValue(name, out var known))
            return known;

        var value = body.Attribute(name) is { } attribute ? text.Evaluator.Evaluate(attribute.Value, scope) : null;
        return _values[name] = value?.Kind is HclKind.Null ? null : value;
    }

    public override IReadOnlyList<Literal> Texts(string name) =>
        body.Attribute(name) is { } attribute ? [.. Flat(attribute.Value)] : [];

    private IEnumerable<Literal> Flat(HclExpression expression) => expression switch
    {
        HclTuple tuple => tuple.Items.SelectMany(Flat),
        HclParentheses parentheses => Flat(parentheses.Inner),
        _ => Flat(text.Evaluator.Evaluate(expression, scope), HclLiterals.ValueSpan(expression)),
    };

    public override IReadOnlyList<ConfigNode> Nodes(string name)
    {
        var nodes = new List<ConfigNode>();
        foreach (var block in body.Blocks)
        {
            if (block.Type == name)
                nodes.Add(new HclNode(block.Body, block.TypeSpan, scope, text));
            else if (block.Type == "dynamic" && block.Label(0) == name)
                nodes.AddRange(Unrolled(block, name));
        }

        if (nodes.Count == 0 && body.Attribute(name) is { } attribute)
            nodes.AddRange(ObjectNode.Of(attribute.Value, attribute.NameSpan, scope, text));

        return nodes;
    }

    /// <summary>
    /// The blocks that a dynamic block makes. Where it is not known how many, one stands for all, with an iterator that is
    /// not known: what its content states holds for each that there is.
    /// </summary>
    private IEnumerable<ConfigNode> Unrolled(HclBlock block, string name)
    {
        if (block.Body.BlocksOf("content").FirstOrDefault() is not { } content)
            yield break;

        var iterator = block.Body.Attribute("iterator")?.Value switch
        {
            HclVariable variable => variable.Name,
            HclTemplate { Parts: [HclTemplateText word] } => word.Text,
            _ => name,
        };
        var collection = block.Body.Attribute("for_each") is { } each ? text.Evaluator.Evaluate(each.Value, scope) : HclValue.Unknown("a missing for_each");
        if (HclEvaluator.Elements(collection) is not { } elements)
        {
            if (collection.Kind is not HclKind.Null)
                yield return new HclNode(content.Body, block.Labels[0].Span, scope.With(iterator, HclEvaluator.UnknownOf(collection)), text, standsForAll: true);

            yield break;
        }

        foreach (var element in elements)
        {
            var value = HclValue.Of(new Dictionary<string, HclValue> { ["key"] = element.Key, ["value"] = element.Value });
            yield return new HclNode(content.Body, block.Labels[0].Span, scope.With(iterator, value), text);
        }
    }

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) =>
        body.Attribute(name) is { } attribute ? (attribute.NameSpan, HclLiterals.ValueSpan(attribute.Value), attribute.FullSpan) : null;

    public override TextSpan? ItemSpan(string name, int index) =>
        body.Attribute(name)?.Value is HclTuple tuple && index < tuple.Items.Length ? HclLiterals.ValueSpan(tuple.Items[index]) : null;

    public override string TextAt(TextSpan span) => text.Source.ToString(span);

    public override TextChange? Replace(Setting setting, string value) =>
        At(body, setting) is { } attribute ? HclLiterals.Replace(attribute.Value, value) : null;

    /// <summary>The attribute that a setting was read from, here or in a nested block.</summary>
    private static HclAttribute? At(HclBody within, Setting setting) => within.Attribute(setting.Key) is { } own && own.NameSpan == setting.KeySpan
        ? own
        : within.Blocks.FirstOrDefault(block => block.Span.Contains(setting.KeySpan)) is { } nested ? At(nested.Body, setting) : null;

    /// <summary>Adds an argument in a line of its own behind the last one.</summary>
    public override TextChange? Insert(string key, string value)
    {
        if (key.IndexOf('/') >= 0 || body.Attributes.Length == 0)
            return null;

        var last = body.Attributes[body.Attributes.Length - 1];
        var start = body.IsJson ? last.NameSpan.Start - 1 : last.NameSpan.Start;
        var line = text.Source.Lines.GetLineFromPosition(start);
        var indent = text.Source.ToString(TextSpan.FromBounds(line.Start, start));
        var startsLine = string.IsNullOrWhiteSpace(indent);
        if (!body.IsJson)
            return startsLine ? new TextChange(new TextSpan(last.Span.End, 0), $"{LineBreaks.Of(text.Source)}{indent}{key} = {HclLiterals.Write(value)}") : null;

        var gap = startsLine ? LineBreaks.Of(text.Source) + indent : " ";
        return new TextChange(new TextSpan(last.Span.End, 0), $",{gap}\"{key}\": {HclLiterals.Write(value)}");
    }
}
