using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform;

/// <summary>A block of a configuration with a plan of it: the plan gives the values that the configuration alone does not tell.</summary>
internal sealed class PlannedNode(ConfigNode written, PlanNode planned, SourceFile plan) : ConfigNode
{
    public override TextSpan Anchor => written.Anchor;

    public override TextSpan Span => written.Span;

    public override IEnumerable<string> Names => written.Names;

    public override string? ReferenceIn(string name) => written.ReferenceIn(name);

    public override HclValue? Value(string name)
    {
        if (written.Value(name) is not { IsWhollyKnown: false } value)
            return written.Value(name);

        return planned.Value(name) switch
        {
            // One value stands for the whole block where nothing of it is known: the plan tells what it has at all.
            null => value.IsKnown || written.States(name) ? value : null,
            { IsWhollyKnown: true } known when planned.Place(name) is { } place => known.At(new(new Origin(plan, place.Value), "the plan has this value")),
            _ => value,
        };
    }

    public override IReadOnlyList<Literal> Texts(string name) =>
        written.Value(name) is { IsWhollyKnown: false } && Value(name) is { IsWhollyKnown: true } ? base.Texts(name) : written.Texts(name);

    public override IReadOnlyList<ConfigNode> Nodes(string name)
    {
        var (blocks, rest) = (written.Nodes(name), planned.Nodes(name).OfType<PlanNode>().ToList());
        if (blocks is [{ StandsForAll: true } each])
            return [.. rest.Select(node => new PlannedNode(each, node, plan))];

        var nodes = new List<ConfigNode>();
        foreach (var block in blocks)
        {
            // A plan keeps some lists in an order of its own.
            var match = blocks.Any(static other => other.StandsForAll) ? null : rest.FirstOrDefault(node => Agree(block, node));
            if (match is not null)
                rest.Remove(match);

            nodes.Add(match is null ? block : new PlannedNode(block, match, plan));
        }

        return nodes;
    }

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) => written.Place(name);

    public override TextSpan? ItemSpan(string name, int index) => written.Value(name) is { IsWhollyKnown: true } ? written.ItemSpan(name, index) : null;

    public override string TextAt(TextSpan span) => written.TextAt(span);

    public override TextChange? Replace(Setting setting, string value) => written.Replace(setting, value);

    public override TextChange? Insert(string key, string value) => written.Insert(key, value);

    public override TextChange? Remove(Setting setting) => written.Remove(setting);

    /// <summary>Whether no argument that is known of both differs.</summary>
    private static bool Agree(ConfigNode block, PlanNode node) => block.Names.All(name =>
        block.Value(name) is not { AsText: { } text } || node.Value(name) is not { AsText: { } other } || text == other);
}
