using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>The content of a file or a block.</summary>
public sealed class HclBody
{
    internal HclBody(ImmutableArray<HclAttribute> attributes, ImmutableArray<HclBlock> blocks, TextSpan span)
    {
        Attributes = attributes;
        Blocks = blocks;
        Span = span;
    }

    /// <summary>In the order of the file. A name stands here once: stating it twice is an error.</summary>
    public ImmutableArray<HclAttribute> Attributes { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<HclBlock> Blocks { get; }

    /// <summary>The text between the braces, or the whole file.</summary>
    public TextSpan Span { get; }

    /// <summary>Whether it is an object of the notation in JSON.</summary>
    public bool IsJson { get; internal init; }

    /// <summary>The attribute of a name, or null.</summary>
    public HclAttribute? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
                return attribute;
        }

        return null;
    }

    /// <summary>The blocks of a type.</summary>
    public IEnumerable<HclBlock> BlocksOf(string type)
    {
        foreach (var block in Blocks)
        {
            if (block.Type == type)
                yield return block;
        }
    }
}

/// <summary><c>name = expression</c>.</summary>
public sealed record HclAttribute(string Name, TextSpan NameSpan, HclExpression Value)
{
    /// <summary>From the name to the end of the value.</summary>
    public TextSpan Span => TextSpan.FromBounds(NameSpan.Start, Value.Span.End);

    /// <summary>What goes when the attribute goes: in JSON, a comma with it.</summary>
    public TextSpan FullSpan { get => field.IsEmpty ? Span : field; internal init; }
}

/// <summary><c>type "label" { … }</c>.</summary>
/// <param name="Type">The word that the block begins with: <c>resource</c>.</param>
/// <param name="TypeSpan">That word.</param>
/// <param name="Labels">The labels, decoded, each with its text without quotes.</param>
/// <param name="Body">What stands between the braces.</param>
/// <param name="Span">The whole block.</param>
public sealed record HclBlock(string Type, TextSpan TypeSpan, ImmutableArray<Literal> Labels, HclBody Body, TextSpan Span)
{
    /// <summary>The label at a position, or empty when there are fewer.</summary>
    public string Label(int index) => index < Labels.Length ? Labels[index].Text : "";
}
