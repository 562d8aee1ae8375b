using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>Gives the values of nodes and of the templates in them, within bounds that hold for a whole run.</summary>
internal sealed class AnsibleEvaluator
{
    private const int MostSteps = 500_000;
    private const int LongestText = 1 << 16;
    private const int Deepest = 64;

    private int _steps;
    private int _depth;

    /// <summary>The value of a node.</summary>
    /// <param name="file">The file that it stands in, where that is not the place of its use; else null.</param>
    /// <param name="variable">The variable whose value it is.</param>
    public HclValue Evaluate(YamlNode node, VariableScope scope, SourceFile? file = null, string variable = "")
    {
        if (++_steps > MostSteps || _depth >= Deepest)
            return HclValue.Unknown("too much to evaluate");

        _depth++;
        var value = node switch
        {
            YamlScalar scalar => Scalar(scalar, scope),
            YamlSequence list => HclValue.Of([.. list.Nodes.Select(item => Evaluate(item, scope, file, variable))]),
            YamlMapping mapping => Mapping(mapping, scope, file, variable),
            _ => HclValue.Null,
        };
        _depth--;
        if (file is null)
            return value;

        var span = node is YamlScalar written ? written.ValueSpan : node.Span;
        return value.At(new(new Origin(file, span), variable.Length > 0 ? $"'{variable}' is set here" : "the value is stated here") { HoldsValue = true });
    }

    /// <summary>The text with its templates filled in.</summary>
    public HclValue Text(string text, VariableScope scope)
    {
        var open = text.IndexOf("{{", StringComparison.Ordinal);
        if (text.IndexOf("{%", StringComparison.Ordinal) >= 0)
            return HclValue.Unknown("a template");

        if (open < 0)
            return HclValue.Of(text);

        if (++_steps > MostSteps || text.Length > LongestText || _depth >= Deepest)
            return HclValue.Unknown("too much to evaluate");

        _depth++;
        var value = Filled(text, open, scope);
        _depth--;
        return value;
    }

    /// <summary>The value of an expression without braces, as <c>when</c> has it.</summary>
    public HclValue Expression(string text, VariableScope scope) => text.Length > LongestText ? HclValue.Unknown("too much to evaluate") : new JinjaExpression(text, scope.Find).Evaluate();

    private HclValue Filled(string text, int open, VariableScope scope)
    {
        var result = new StringBuilder();
        RelatedPlace? place = null;
        var rest = 0;
        for (; open >= 0; open = text.IndexOf("{{", rest, StringComparison.Ordinal))
        {
            var close = text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
                break;

            var value = Expression(text.Substring(open + 2, close - open - 2).Trim('-', ' '), scope);
            if (open == 0 && close + 2 == text.Length)
                return value;

            if (value.AsText is not { } part)
                return value.IsKnown ? HclValue.Unknown("a value of another type") : value;

            if (result.Length + part.Length > LongestText)
                return HclValue.Unknown("too much to evaluate");

            place ??= value.WrittenAt;
            result.Append(text, rest, open - rest).Append(part);
            rest = close + 2;
        }

        var filled = HclValue.Of(result.Append(text, rest, text.Length - rest).ToString());
        return place is { } written ? filled.At(written) : filled;
    }

    private HclValue Scalar(YamlScalar scalar, VariableScope scope) => scalar switch
    {
        { Tag: "!vault" } => HclValue.Unknown("an encrypted value", JinjaExpression.Elsewhere),
        { Tag: "!unsafe" } => HclValue.Of(scalar.Value),
        { IsNull: true } => HclValue.Null,
        _ => Text(scalar.Value, scope),
    };

    private HclValue Mapping(YamlMapping mapping, VariableScope scope, SourceFile? file, string variable)
    {
        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (!entry.IsMerged || !members.ContainsKey(entry.Key.Text))
                members[entry.Key.Text] = Evaluate(entry.Value, scope, file, variable);
        }

        return HclValue.Of(members);
    }
}
