using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>A value that a variable may have.</summary>
/// <param name="Node">What a file states, or null.</param>
/// <param name="File">The file that states it.</param>
/// <param name="Value">The value where it is already known, or known to be unknown.</param>
internal readonly record struct VariableCandidate(YamlNode? Node, SourceFile? File, HclValue? Value);

/// <summary>A place that gives variables values. // Ansible, "Using variables": variable precedence</summary>
internal interface IVariableLayer
{
    /// <summary>Adds the values that the layer may give a variable; true when no layer below it has a say then.</summary>
    bool Collect(string name, List<VariableCandidate> into);
}

/// <summary>A mapping that stands for certain: <c>vars</c> of a play, block or task, or parameters of a role.</summary>
internal sealed class MappingLayer(YamlMapping variables, SourceFile file) : IVariableLayer
{
    public bool Collect(string name, List<VariableCandidate> into)
    {
        if (variables[name] is not { } node)
            return false;

        into.Add(new(node, file, null));
        return true;
    }
}

/// <summary>Files of variables: those that are loaded for certain, the later ones winning, or those that may be.</summary>
internal sealed class FilesLayer(IReadOnlyList<AnsibleFile> files, bool isCertain) : IVariableLayer
{
    public bool Collect(string name, List<VariableCandidate> into)
    {
        var isFound = false;
        for (var i = files.Count - 1; i >= 0; i--)
        {
            if (files[i].Variables?[name] is not { } node)
                continue;

            into.Add(new(node, files[i].Context.File, null));
            isFound = true;
            if (isCertain)
                return true;
        }

        return isFound && isCertain;
    }
}

/// <summary>One variable whose value is known, or known to be unknown: that of a loop.</summary>
internal sealed class ValueLayer(string variable, HclValue value) : IVariableLayer
{
    public bool Collect(string name, List<VariableCandidate> into)
    {
        if (name != variable)
            return false;

        into.Add(new(null, null, value));
        return true;
    }
}

/// <summary>What several callers of a role or of a file of tasks give it.</summary>
internal sealed class CallersLayer(IReadOnlyList<IReadOnlyList<IVariableLayer>> callers) : IVariableLayer
{
    public bool Collect(string name, List<VariableCandidate> into)
    {
        var isHidden = callers.Count > 0;
        foreach (var layers in callers)
            isHidden &= layers.Any(layer => layer.Collect(name, into));

        return isHidden;
    }
}

/// <summary>What tasks set while they run: they may have run before, or not.</summary>
internal sealed class AssignedLayer(ILookup<string, VariableCandidate> assigned) : IVariableLayer
{
    public bool Collect(string name, List<VariableCandidate> into)
    {
        into.AddRange(assigned[name]);
        return false;
    }
}

/// <summary>
/// What group_vars and host_vars say. Which hosts are in which groups is not known: the values of all that may be meant are
/// taken, except where the play names the group.
/// </summary>
/// <param name="files">The files that apply to the playbooks of the folder.</param>
/// <param name="hosts">The groups that each calling play names; null where that is not known.</param>
internal sealed class InventoryLayer(IReadOnlyList<InventoryFile> files, string? hosts) : IVariableLayer
{
    public bool Collect(string name, List<VariableCandidate> into)
    {
        var isCertain = false;
        foreach (var file in files)
        {
            if (file.File.Variables?[name] is not { } node || (isCertain && file.Name == "all" && !file.IsHost))
                continue;

            into.Add(new(node, file.File.Context.File, null));
            isCertain |= file.Name == "all" || file.Name == hosts;
        }

        return isCertain;
    }
}

/// <summary>What names mean where a task stands.</summary>
internal sealed class VariableScope
{
    private const int MostCandidates = 64;

    private readonly Dictionary<string, HclValue?> _known = new(StringComparer.Ordinal);
    private readonly AnsibleEvaluator _evaluator;
    private readonly IReadOnlyList<IVariableLayer> _upper;
    private readonly IReadOnlyList<IVariableLayer> _inner;
    private readonly IReadOnlyList<IVariableLayer> _lower;

    /// <param name="evaluator">Bounds the work of the run.</param>
    /// <param name="upper">What wins over the variables of blocks and tasks, the highest first.</param>
    /// <param name="inner">The variables of blocks and tasks, the innermost first.</param>
    /// <param name="lower">What they win over, the highest first.</param>
    public VariableScope(AnsibleEvaluator evaluator, IReadOnlyList<IVariableLayer> upper, IReadOnlyList<IVariableLayer> inner, IReadOnlyList<IVariableLayer> lower) =>
        (_evaluator, _upper, _inner, _lower) = (evaluator, upper, inner, lower);

    public AnsibleEvaluator Evaluator => _evaluator;

    /// <summary>This scope, with the variables of a block or task within it.</summary>
    public VariableScope Within(IVariableLayer variables) => new(_evaluator, _upper, [variables, .. _inner], _lower);

    /// <summary>This scope, with a variable that wins over all.</summary>
    public VariableScope With(string name, HclValue value) => new(_evaluator, [new ValueLayer(name, value), .. _upper], _inner, _lower);

    /// <summary>The value of a variable, as far as all that may set it agree; null when nothing in the tree sets it.</summary>
    public HclValue? Find(string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known;

        // A variable that its own value needs is not known while that is evaluated.
        _known[name] = HclValue.Unknown("a value that refers to itself");
        return _known[name] = Evaluate(name);
    }

    private HclValue? Evaluate(string name)
    {
        var candidates = new List<VariableCandidate>();
        _ = _upper.Concat(_inner).Concat(_lower).Any(layer => layer.Collect(name, candidates));
        if (candidates.Count > MostCandidates)
            return HclValue.Unknown($"'{name}' is set in many places");

        HclValue? agreed = null;
        foreach (var candidate in candidates)
        {
            var value = candidate.Value ?? (candidate.Node is { } node ? _evaluator.Evaluate(node, this, candidate.File, name) : HclValue.Null);
            if (!value.IsKnown)
                return value;

            if (agreed is not null && HclValue.AreEqual(agreed, value) != true)
                return HclValue.Unknown($"'{name}' is set to different values");

            agreed ??= value;
        }

        return agreed;
    }
}
