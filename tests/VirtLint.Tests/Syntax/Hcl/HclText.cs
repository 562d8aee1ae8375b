using System.Globalization;
using System.Linq;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Tests.Syntax.Hcl;

/// <summary>Writes a tree in a short notation of its own, in which grouping shows.</summary>
internal static class HclText
{
    public static string Of(HclBody body) => string.Join("; ", [
        .. body.Attributes.Select(static attribute => $"{attribute.Name} = {Of(attribute.Value)}"),
        .. body.Blocks.Select(static block => $"{block.Type}{string.Concat(block.Labels.Select(static label => $" '{label.Text}'"))} {{ {Of(block.Body)} }}"),
    ]);

    public static string Of(HclExpression expression) => expression switch
    {
        HclMissing => "?",
        HclLiteral { Value: null } => "null",
        HclLiteral { Value: bool flag } => flag ? "true" : "false",
        HclLiteral literal => string.Format(CultureInfo.InvariantCulture, "{0}", literal.Value),
        HclTemplate template => $"'{string.Concat(template.Parts.Select(Of))}'",
        HclTuple tuple => $"[{string.Join(", ", tuple.Items.Select(Of))}]",
        HclObject record => $"{{{string.Join(", ", record.Items.Select(static item => $"{(item.IsParenthesized ? "!" : "")}{Of(item.Key)}: {Of(item.Value)}"))}}}",
        HclVariable variable => variable.Name,
        HclGetAttribute get => $"{Of(get.Source)}.{get.Name}",
        HclIndex index => $"{Of(index.Source)}[{Of(index.Key)}]",
        HclSplat splat => $"{Of(splat.Source)}[*]",
        HclCall call => $"{call.Name}({string.Join(", ", call.Arguments.Select(Of))}{(call.ExpandsLast ? "..." : "")})",
        HclUnary unary => $"({unary.Operator}{Of(unary.Operand)})",
        HclBinary binary => $"({Of(binary.Left)} {binary.Operator} {Of(binary.Right)})",
        HclConditional conditional => $"({Of(conditional.Condition)} ? {Of(conditional.Then)} : {Of(conditional.Else)})",
        HclParentheses parentheses => Of(parentheses.Inner),
        HclFor loop => $"for({loop.KeyName},{loop.ValueName} in {Of(loop.Collection)}: {(loop.Key is null ? "" : Of(loop.Key) + " => ")}{Of(loop.Value)}{(loop.Groups ? "..." : "")}{(loop.Condition is null ? "" : " if " + Of(loop.Condition))})",
        _ => expression.GetType().Name,
    };

    private static string Of(HclTemplatePart part) => part switch
    {
        HclTemplateText text => text.Text.Replace("\n", "\\n", System.StringComparison.Ordinal),
        HclTemplateValue value => $"<{Of(value.Value)}>",
        HclTemplateIf condition => $"<if {Of(condition.Condition)}|{string.Concat(condition.Then.Select(Of))}|{string.Concat(condition.Else.Select(Of))}>",
        HclTemplateFor loop => $"<for {loop.KeyName},{loop.ValueName} in {Of(loop.Collection)}|{string.Concat(loop.Body.Select(Of))}>",
        _ => part.GetType().Name,
    };
}
