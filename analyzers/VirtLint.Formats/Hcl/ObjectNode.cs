using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Hcl;

/// <summary>An object in an expression. What is not written as one there is known by its value alone.</summary>
internal sealed class ObjectNode : ConfigNode
{
    private readonly HclObject? _written;
    private readonly HclValue _value;
    private readonly TextSpan _span;
    private readonly HclScope _scope;
    private readonly HclText _text;

    private ObjectNode(HclObject? written, HclValue value, TextSpan anchor, TextSpan span, HclScope scope, HclText text)
    {
        _written = written;
        _value = value;
        _span = span;
        _scope = scope;
        _text = text;
        Anchor = anchor;
    }

    public override TextSpan Anchor { get; }

    public override TextSpan Span => _span;

    public override IEnumerable<string> Names => _value.Kind is HclKind.Map ? _value.Members.Keys : [];

    /// <summary>The objects that an expression gives: one, or those of a list.</summary>
    public static IEnumerable<ConfigNode> Of(HclExpression expression, TextSpan anchor, HclScope scope, HclText text)
    {
        switch (expression)
        {
            case HclParentheses parentheses:
                return Of(parentheses.Inner, anchor, scope, text);
            case HclObject written:
                return [new ObjectNode(written, text.Evaluator.Evaluate(written, scope), anchor, written.Span, scope, text)];
            case HclTuple tuple:
                return tuple.Items.SelectMany(item => Of(item, item.Span, scope, text));
        }

        var value = text.Evaluator.Evaluate(expression, scope);
        return Of(value, anchor, expression.Span, scope, text);
    }

    public override bool StandsForAll => _written is null && !_value.IsKnown;

    public override HclValue? Value(string name) => _value.Kind switch
    {
        HclKind.Map => _value.Members.TryGetValue(name, out var member) && member.Kind is not HclKind.Null ? member : null,
        HclKind.Unknown => _value,
        _ => null,
    };

    public override IReadOnlyList<ConfigNode> Nodes(string name)
    {
        if (Item(name) is { } item)
            return [.. Of(item.Value, item.Key.Span, _scope, _text)];

        return Value(name) is { } value ? [.. Of(value, Anchor, _span, _scope, _text)] : [];
    }

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) => Item(name) is { } item
        ? (item.Key.Span, HclLiterals.ValueSpan(item.Value), TextSpan.FromBounds(item.Key.Span.Start, item.Value.Span.End))
        : (Anchor, _span, _span);

    public override string TextAt(TextSpan span) => _text.Source.ToString(span);

    public override TextChange? Replace(Setting setting, string value) => Item(setting.Key) is { } item ? HclLiterals.Replace(item.Value, value) : null;

    public override TextChange? Remove(Setting setting) => null;

    private static IEnumerable<ConfigNode> Of(HclValue value, TextSpan anchor, TextSpan span, HclScope scope, HclText text) => value.Kind switch
    {
        HclKind.List => value.Items.Where(static item => item.Kind is HclKind.Map or HclKind.Unknown).Select(item => new ObjectNode(null, item, anchor, span, scope, text)),
        HclKind.Map or HclKind.Unknown => [new ObjectNode(null, value, anchor, span, scope, text)],
        _ => [],
    };

    private HclObjectItem? Item(string name) => _written?.Items.FirstOrDefault(item => item.Key switch
    {
        HclVariable word when !item.IsParenthesized => word.Name == name,
        HclTemplate { Parts: [HclTemplateText only] } => only.Text == name,
        _ => false,
    });
}
