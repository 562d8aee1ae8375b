using System;
using System.Collections.Generic;
using VirtLint.Model;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Hcl;

/// <summary>The names that the files of one folder declare: variables and local values, each evaluated at most once.</summary>
/// <param name="evaluator">Bounds the work of the run.</param>
internal abstract class DeclaredScope(HclEvaluator evaluator) : HclScope
{
    private readonly Dictionary<string, HclValue> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);

    public HclEvaluator Evaluator { get; } = evaluator;

    public override HclValue? FindMember(string root, string name) => root switch
    {
        "var" => Once($"var.{name}", () => Variable(name)),
        "local" => Once($"local.{name}", () => Local(name)),
        _ => null,
    };

    /// <summary>The value of an input variable, or why it is not known.</summary>
    protected abstract HclValue Variable(string name);

    /// <summary>The value of a local value, or why it is not known.</summary>
    protected abstract HclValue Local(string name);

    /// <summary>The value of an expression that is written elsewhere than where its name is used.</summary>
    protected HclValue Written(HclExpression expression, SourceFile file, string message) =>
        Evaluator.Evaluate(expression, this).At(new(new Origin(file, HclLiterals.ValueSpan(expression)), message) { HoldsValue = true });

    /// <summary>Evaluates at most once, and never inside itself.</summary>
    protected HclValue Once(string address, Func<HclValue> evaluate)
    {
        if (_known.TryGetValue(address, out var known))
            return known;

        if (!_pending.Add(address))
            return HclValue.Unknown("a value that refers to itself");

        var value = evaluate();
        _pending.Remove(address);
        return _known[address] = value;
    }
}
