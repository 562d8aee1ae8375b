using System;
using System.Collections.Generic;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.PowerShell;

/// <summary>Which variables of a script always have the one value that it writes down for them.</summary>
internal sealed class ScriptVariables
{
    private readonly Dictionary<string, PsStatement?> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    public ScriptVariables(PsBlock root) => Visit(root, isConditional: false);

    /// <summary>What a variable is given; null when that depends on how the script runs.</summary>
    public PsStatement? ValueOf(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether the script changes what the variable holds: adds to a table, sets a property.</summary>
    public bool IsChanged(string name) => _changed.Contains(name);

    /// <summary>Whether a block runs in one case of several only.</summary>
    public static bool IsConditional(PsCompound compound, int block) => compound.Keyword switch
    {
        "if" => compound.Blocks.Length > 1 || !IsGuard(compound),
        "switch" or "&&" or "trap" => true,
        "try" => block > 0,
        _ => false,
    };

    /// <summary>Whether the condition only asks whether a thing is there already, before it is made.</summary>
    private static bool IsGuard(PsCompound condition)
    {
        var isNegated = false;
        var asksForThing = false;
        var pending = new Stack<PsNode>(condition.Heads);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (node is PsOperation { Operators: ["!" or "-" or "-"] })
                isNegated = true;
            else if (node is PsCommand { Name: PsString { Text: { } name } } && (name.StartsWith("Get-VM", StringComparison.OrdinalIgnoreCase) || name.Equals("Test-Path", StringComparison.OrdinalIgnoreCase)))
                asksForThing = true;

            foreach (var child in node.Children)
                pending.Push(child);
        }

        return isNegated && asksForThing;
    }

    private void Visit(PsNode node, bool isConditional)
    {
        switch (node)
        {
            case PsAssignment assignment:
                Assign(assignment, isConditional);
                break;
            case PsBlock block:
                Shadow(block.Parameters);
                break;
            case PsCompound compound:
                Shadow(compound.Parameters);
                foreach (var head in compound.Heads)
                    Visit(head, isConditional);

                for (var i = 0; i < compound.Blocks.Length; i++)
                    Visit(compound.Blocks[i], isConditional || IsConditional(compound, i));

                return;
            case PsTyped { Type: "ref", Operand: PsVariable variable }:
                _values[variable.Name] = null;
                break;
            case PsOperation { Operators: var operators, Operands: var operands } when operators.Contains("++") || operators.Contains("--"):
                if (operands[0] is PsVariable counter)
                    _values[counter.Name] = null;

                break;
            case PsMember { Target: PsVariable target, Arguments.Length: > 0, Name: "Add" or "Remove" or "Clear" or "AddRange" or "Insert" }:
                _changed.Add(target.Name);
                break;
        }

        foreach (var child in node.Children)
            Visit(child, isConditional);
    }

    private void Assign(PsAssignment assignment, bool isConditional)
    {
        var target = assignment.Target is PsTyped { Operand: { } operand } ? operand : assignment.Target;
        if (target is PsVariable variable)
            _values[variable.Name] = isConditional || assignment.Sign != "=" || _values.ContainsKey(variable.Name) ? null : assignment.Value;
        else if (target is PsMember { Target: PsVariable table })
            _changed.Add(table.Name);
        else if (target is PsList list)
        {
            foreach (var item in list.Items)
            {
                if (item is PsVariable one)
                    _values[one.Name] = null;
            }
        }
    }

    private void Shadow(IEnumerable<PsParameter> parameters)
    {
        foreach (var parameter in parameters)
            _values[parameter.Variable.Name] = null;
    }
}
