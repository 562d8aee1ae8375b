using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Hcl;

/// <summary>Evaluates what can be known without running anything. All else is Unknown, with the reason.</summary>
/// <remarks>
/// One evaluator bounds the work of one run over hostile files: beyond <see cref="MostSteps"/> everything is Unknown.
/// </remarks>
internal sealed class HclEvaluator
{
    /// <summary>Elements of one collection.</summary>
    public const int MostItems = 1024;

    /// <summary>Characters of one text.</summary>
    public const int LongestText = 1 << 20;

    private const int MostSteps = 2_000_000;

    private const int Deepest = 200;

    private static readonly HclValue s_tooMuch = HclValue.Unknown("too much to evaluate");

    private int _steps;
    private int _depth;

    public HclValue Evaluate(HclExpression expression, HclScope scope)
    {
        if (++_steps > MostSteps || _depth > Deepest)
            return s_tooMuch;

        _depth++;
        try
        {
            return expression switch
            {
                HclLiteral literal => literal.Value switch
                {
                    bool flag => HclValue.Of(flag),
                    double number => HclValue.Of(number),
                    _ => HclValue.Null,
                },
                HclTemplate template => Template(template, scope),
                HclParentheses parentheses => Evaluate(parentheses.Inner, scope),
                HclTuple tuple => Tuple(tuple, scope),
                HclObject record => Object(record, scope),
                HclVariable or HclGetAttribute or HclIndex or HclSplat => Traverse(expression, scope),
                HclConditional conditional => Conditional(conditional, scope),
                HclUnary unary => Unary(unary, scope),
                HclBinary binary => Binary(binary, scope),
                HclFor loop => For(loop, scope),
                HclCall call => Call(call, scope),
                _ => HclValue.Unknown("a syntax error"),
            };
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>The elements that a collection gives to a loop, or null when they are not known.</summary>
    public static IReadOnlyList<KeyValuePair<HclValue, HclValue>>? Elements(HclValue collection) => collection.Kind switch
    {
        HclKind.List when collection.Items.Count <= MostItems =>
            [.. collection.Items.Select(static (item, i) => new KeyValuePair<HclValue, HclValue>(HclValue.Of(i), item))],
        HclKind.Map when collection.Members.Count <= MostItems =>
            [.. collection.Members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => new KeyValuePair<HclValue, HclValue>(HclValue.Of(member.Key), member.Value))],
        _ => null,
    };

    private HclValue Template(HclTemplate template, HclScope scope)
    {
        // "${x}" alone is x itself, whatever its type.
        if (template.Parts is [HclTemplateValue only])
            return Evaluate(only.Value, scope);

        var text = new StringBuilder();
        return Append(template.Parts, scope, text) ?? HclValue.Of(text.ToString());
    }

    /// <summary>Appends parts; the reason why that cannot be done, or null when it is done.</summary>
    private HclValue? Append(ImmutableArray<HclTemplatePart> parts, HclScope scope, StringBuilder text)
    {
        foreach (var part in parts)
        {
            var obstacle = part switch
            {
                HclTemplateText literal => AppendText(literal.Text, text),
                HclTemplateValue value => AppendValue(Evaluate(value.Value, scope), text),
                HclTemplateIf condition => AppendIf(condition, scope, text),
                HclTemplateFor loop => AppendFor(loop, scope, text),
                _ => HclValue.Unknown("a syntax error"),
            };
            if (obstacle is not null)
                return obstacle;
        }

        return null;
    }

    private static HclValue? AppendText(string part, StringBuilder text)
    {
        if (text.Length + part.Length > LongestText)
            return s_tooMuch;

        text.Append(part);
        return null;
    }

    private static HclValue? AppendValue(HclValue value, StringBuilder text) =>
        value.AsText is { } shown ? AppendText(shown, text) : UnknownOf(value);

    private HclValue? AppendIf(HclTemplateIf part, HclScope scope, StringBuilder text)
    {
        var condition = Evaluate(part.Condition, scope);
        return condition.AsFlag is { } flag ? Append(flag ? part.Then : part.Else, scope, text) : UnknownOf(condition);
    }

    private HclValue? AppendFor(HclTemplateFor loop, HclScope scope, StringBuilder text)
    {
        var collection = Evaluate(loop.Collection, scope);
        if (Elements(collection) is not { } elements)
            return UnknownOf(collection);

        foreach (var element in elements)
        {
            if (Append(loop.Body, scope.With(loop.KeyName, element.Key).With(loop.ValueName, element.Value), text) is { } obstacle)
                return obstacle;
        }

        return null;
    }

    private HclValue Tuple(HclTuple tuple, HclScope scope) => tuple.Items.Length > MostItems
        ? s_tooMuch
        : HclValue.Of((IReadOnlyList<HclValue>)[.. tuple.Items.Select(item => Evaluate(item, scope))]);

    private HclValue Object(HclObject record, HclScope scope)
    {
        if (record.Items.Length > MostItems)
            return s_tooMuch;

        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        foreach (var item in record.Items)
        {
            var key = item is { IsParenthesized: false, Key: HclVariable word } ? HclValue.Of(word.Name) : Evaluate(item.Key, scope);
            if (key.AsText is not { } name)
                return UnknownOf(key);

            members[name] = Evaluate(item.Value, scope);
        }

        return HclValue.Of(members);
    }

    /// <summary>Follows a reference: the root is a name of the scope, or an object that only a run would know.</summary>
    private HclValue Traverse(HclExpression expression, HclScope scope)
    {
        switch (expression)
        {
            case HclVariable variable:
                return scope.Find(variable.Name) ?? HclValue.Unknown("another object decides it", variable.Name);
            case HclGetAttribute { Source: HclVariable root } get when scope.FindMember(root.Name, get.Name) is { } member:
                return member;
            case HclGetAttribute get:
                return Member(Evaluate(get.Source, scope), get.Name, scope);
            case HclIndex index:
                return Index(Evaluate(index.Source, scope), Evaluate(index.Key, scope));
            case HclSplat splat:
                var source = Evaluate(splat.Source, scope);
                return source.Kind is HclKind.List or HclKind.Unknown ? source : source.Kind is HclKind.Null ? HclValue.Of([]) : HclValue.Of([source]);
            default:
                return Evaluate(expression, scope);
        }
    }

    private static HclValue Member(HclValue source, string name, HclScope scope)
    {
        switch (source.Kind)
        {
            case HclKind.Unknown when source.Reference.Length > 0:
                var reference = $"{source.Reference}.{name}";
                return scope.Resolve(reference) ?? HclValue.Unknown(source.Reason, reference);
            case HclKind.Unknown:
                return source;
            case HclKind.Map:
                return source.Members.TryGetValue(name, out var member) ? member : HclValue.Missing($"no member '{name}'");
            case HclKind.List when int.TryParse(name, out var index):
                return ItemAt(source, index);
            case HclKind.List:
                // Behind a splat: the member of each element.
                return HclValue.Of((IReadOnlyList<HclValue>)[.. source.Items.Select(item => Member(item, name, scope))]);
            default:
                return HclValue.Missing($"no member '{name}'");
        }
    }

    private static HclValue Index(HclValue source, HclValue key)
    {
        if (!source.IsKnown)
            return key.AsText is { } shown && source.Reference.Length > 0 ? HclValue.Unknown(source.Reason, $"{source.Reference}[{(key.Kind is HclKind.Text ? $"\"{shown}\"" : shown)}]") : source;

        if (source.Kind is HclKind.Map && key.AsText is { } name)
            return source.Members.TryGetValue(name, out var member) ? member : HclValue.Missing($"no member '{name}'");

        return source.Kind is HclKind.List && key.AsNumber is { } number ? ItemAt(source, (int)number) : UnknownOf(key);
    }

    private static HclValue ItemAt(HclValue list, int index) =>
        index >= 0 && index < list.Items.Count ? list.Items[index] : HclValue.Missing("no element of that number");

    private HclValue Conditional(HclConditional conditional, HclScope scope)
    {
        var condition = Evaluate(conditional.Condition, scope);
        if (condition.AsFlag is { } flag)
            return Evaluate(flag ? conditional.Then : conditional.Else, scope);

        // Where both ways lead to one value, the condition does not matter.
        var then = Evaluate(conditional.Then, scope);
        return HclValue.AreEqual(then, Evaluate(conditional.Else, scope)) == true ? then : UnknownOf(condition);
    }

    private HclValue Unary(HclUnary unary, HclScope scope)
    {
        var operand = Evaluate(unary.Operand, scope);
        return unary.Operator == '!'
            ? operand.AsFlag is { } flag ? HclValue.Of(!flag) : UnknownOf(operand)
            : operand.AsNumber is { } number ? HclValue.Of(-number) : UnknownOf(operand);
    }

    private HclValue Binary(HclBinary binary, HclScope scope)
    {
        var left = Evaluate(binary.Left, scope);
        if (binary.Operator is "&&" or "||")
        {
            var decides = binary.Operator == "||";
            var right = Evaluate(binary.Right, scope);
            if (left.AsFlag == decides || right.AsFlag == decides)
                return HclValue.Of(decides);

            return left.AsFlag is null ? UnknownOf(left) : right.AsFlag is { } flag ? HclValue.Of(flag) : UnknownOf(right);
        }

        var other = Evaluate(binary.Right, scope);
        if (binary.Operator is "==" or "!=")
            return HclValue.AreEqual(left, other) is { } equal ? HclValue.Of(equal == (binary.Operator == "==")) : UnknownOf(left.IsWhollyKnown ? other : left);

        if (left.AsNumber is not { } a)
            return UnknownOf(left);

        if (other.AsNumber is not { } b)
            return UnknownOf(other);

        return binary.Operator switch
        {
            "+" => HclValue.Of(a + b),
            "-" => HclValue.Of(a - b),
            "*" => HclValue.Of(a * b),
            "/" => HclValue.Of(a / b),
            "%" => HclValue.Of(a % b),
            "<" => HclValue.Of(a < b),
            "<=" => HclValue.Of(a <= b),
            ">" => HclValue.Of(a > b),
            _ => HclValue.Of(a >= b),
        };
    }

    private HclValue For(HclFor loop, HclScope scope)
    {
        var collection = Evaluate(loop.Collection, scope);
        if (Elements(collection) is not { } elements)
            return UnknownOf(collection);

        var items = new List<HclValue>();
        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var inner = scope.With(loop.KeyName, element.Key).With(loop.ValueName, element.Value);
            if (loop.Condition is not null)
            {
                var condition = Evaluate(loop.Condition, inner);
                if (condition.AsFlag is not { } keeps)
                    return UnknownOf(condition);

                if (!keeps)
                    continue;
            }

            var value = Evaluate(loop.Value, inner);
            if (loop.Key is null)
            {
                items.Add(value);
                continue;
            }

            var key = Evaluate(loop.Key, inner);
            if (key.AsText is not { } name)
                return UnknownOf(key);

            members[name] = !loop.Groups ? value
                : members.TryGetValue(name, out var group) ? HclValue.Of((IReadOnlyList<HclValue>)[.. group.Items, value])
                : HclValue.Of([value]);
        }

        return loop.Key is null ? HclValue.Of(items) : HclValue.Of(members);
    }

    private HclValue Call(HclCall call, HclScope scope)
    {
        if (call is { Name: "file" or "templatefile", Arguments: [var path, ..] })
            return File(call, Evaluate(path, scope.With("path", scope.Folders)), scope);

        var arguments = call.Arguments.Select(argument => Evaluate(argument, scope)).ToList();
        if (call.ExpandsLast && arguments.Count > 0)
        {
            var last = arguments[arguments.Count - 1];
            if (last.Kind is not HclKind.List)
                return UnknownOf(last);

            arguments.RemoveAt(arguments.Count - 1);
            arguments.AddRange(last.Items);
        }

        return HclFunctions.Call(call.Name, arguments);
    }

    /// <summary>The text of a file of the tree, as it stands or with names filled in.</summary>
    private HclValue File(HclCall call, HclValue path, HclScope scope)
    {
        if (path.AsText is not { } name)
            return UnknownOf(path);

        if (scope.Read(name) is not { } file)
            return HclValue.Unknown("a file that is not in the tree");

        var place = new RelatedPlace(new Origin(file, new TextSpan(0, 0)), "the value is this file's text");
        if (call.Name == "file")
            return file.Text.Length > LongestText ? s_tooMuch : HclValue.Of(file.Text.ToString()).At(place);

        var names = call.Arguments.Length > 1 ? Evaluate(call.Arguments[1], scope) : HclValue.Null;
        if (names.Kind is not HclKind.Map)
            return UnknownOf(names);

        var text = Evaluate(HclTree.ParseTemplate(file.Text), new ClosedScope(names.Members));
        return text.IsKnown ? text.At(place) : text;
    }

    /// <summary>Just the names that a template is given.</summary>
    private sealed class ClosedScope(IReadOnlyDictionary<string, HclValue> names) : HclScope
    {
        public override HclValue? Find(string name) => names.TryGetValue(name, out var value) ? value : HclValue.Unknown($"'{name}' is not given");
    }

    /// <summary>The reason why something that needs a value cannot be known.</summary>
    public static HclValue UnknownOf(HclValue value) => value.Kind is HclKind.Unknown ? value : HclValue.Unknown("a value of another type");
}
