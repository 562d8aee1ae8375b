using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.PowerShell;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>A method of a view of the API that a script calls.</summary>
/// <param name="Argument">The text of its only argument; empty when it has none.</param>
internal readonly record struct PowerCliMember(PsMember Call, string Argument, bool IsConditional);

/// <summary>Finds the methods that scripts call where PowerCLI has no command.</summary>
internal static class PowerCliMembers
{
    public static IReadOnlyList<PowerCliMember> Of(PsNode root)
    {
        var found = new List<PowerCliMember>();
        var pending = new Stack<(PsNode Node, bool IsConditional)>();
        pending.Push((root, false));
        while (pending.Count > 0)
        {
            var (node, isConditional) = pending.Pop();
            if (node is PsMember { Name.Length: > 0 } member)
                found.Add(new(member, member.Arguments.Length == 1 ? TextOf(member.Arguments[0]) : "", isConditional));

            if (node is PsCompound compound)
            {
                foreach (var head in compound.Heads)
                    pending.Push((head, isConditional));

                for (var i = 0; i < compound.Blocks.Length; i++)
                    pending.Push((compound.Blocks[i], isConditional || ScriptVariables.IsConditional(compound, i)));

                continue;
            }

            foreach (var child in node.Children)
                pending.Push((child, isConditional));
        }

        return [.. found.OrderBy(static member => member.Call.Span.Start)];
    }

    /// <summary>A text, a member of an enumeration by its name, or either in parentheses.</summary>
    private static string TextOf(PsNode node) => node switch
    {
        PsString { Text: { } text } => text,
        PsMember { Target: PsTyped, Arguments.Length: 0 } word => word.Name,
        PsTyped { Operand: { } operand } => TextOf(operand),
        PsGroup { Block.Statements: [PsPipeline { Elements: [PsExpression only] }] } => TextOf(only),
        _ => "",
    };
}
