using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

public abstract class PsExpression(TextSpan span) : PsNode(span);

/// <summary>A text in quotes, a here-string, or a bare word.</summary>
public sealed class PsString(ImmutableArray<PsStringPart> parts, TextSpan valueSpan, bool isBare, TextSpan span) : PsExpression(span)
{
    /// <summary>Text and expressions in turn.</summary>
    public ImmutableArray<PsStringPart> Parts { get; } = parts;

    /// <summary>The text without quotes.</summary>
    public TextSpan ValueSpan { get; } = valueSpan;

    public bool IsBare { get; } = isBare;

    /// <summary>The decoded text; null where something in it is evaluated first.</summary>
    public string? Text => Parts.Length switch
    {
        0 => "",
        1 => Parts[0].Text,
        _ => null,
    };

    public override IEnumerable<PsNode> Children => Parts.Select(static part => part.Expression).OfType<PsNode>();
}

/// <summary>A piece of a text: either characters or an expression.</summary>
public readonly record struct PsStringPart(string? Text, PsExpression? Expression);

/// <summary>A number, its multiplier worked in.</summary>
public sealed class PsNumber(string value, TextSpan span) : PsExpression(span)
{
    /// <summary>The number in digits; what is no whole number, as it is written.</summary>
    public string Value { get; } = value;

    public override IEnumerable<PsNode> Children => [];
}

/// <summary><c>$name</c>, <c>${name}</c>, or <c>@name</c> where it spreads over parameters.</summary>
public sealed class PsVariable(string name, bool isSplatted, TextSpan span) : PsExpression(span)
{
    /// <summary>The name in lower case, without a scope; <c>env:path</c> with its drive.</summary>
    public string Name { get; } = name;

    public bool IsSplatted { get; } = isSplatted;

    public override IEnumerable<PsNode> Children => [];
}

/// <summary>Values that commas separate.</summary>
public sealed class PsList(ImmutableArray<PsExpression> items, TextSpan span) : PsExpression(span)
{
    public ImmutableArray<PsExpression> Items { get; } = items;

    public override IEnumerable<PsNode> Children => Items;
}

/// <summary><c>@{ key = value }</c></summary>
public sealed class PsHashtable(ImmutableArray<PsEntry> entries, TextSpan span) : PsExpression(span)
{
    public ImmutableArray<PsEntry> Entries { get; } = entries;

    public override IEnumerable<PsNode> Children => Entries;
}

public sealed class PsEntry(PsExpression key, PsStatement value, TextSpan span) : PsNode(span)
{
    public PsExpression Key { get; } = key;

    public PsStatement Value { get; } = value;

    public override IEnumerable<PsNode> Children => [Key, Value];
}

public enum PsGroupKind
{
    /// <summary><c>( … )</c> and <c>$( … )</c></summary>
    Value,

    /// <summary><c>@( … )</c></summary>
    Array,

    /// <summary><c>{ … }</c>: run by whoever gets it.</summary>
    Script,
}

/// <summary>Statements in brackets that are a value.</summary>
public sealed class PsGroup(PsGroupKind kind, PsBlock block, TextSpan span) : PsExpression(span)
{
    public PsGroupKind Kind { get; } = kind;

    public PsBlock Block { get; } = block;

    public override IEnumerable<PsNode> Children => [Block];
}

/// <summary>A type in brackets, in front of a value that is turned into it or by itself.</summary>
public sealed class PsTyped(string type, PsExpression? operand, TextSpan span) : PsExpression(span)
{
    public string Type { get; } = type;

    public PsExpression? Operand { get; } = operand;

    public override IEnumerable<PsNode> Children => Operand is null ? [] : [Operand];
}

/// <summary>A property, method or element of something.</summary>
public sealed class PsMember(PsExpression target, string name, ImmutableArray<PsExpression> arguments, TextSpan span) : PsExpression(span)
{
    public PsExpression Target { get; } = target;

    /// <summary>The member's name; empty for an element, and for a name that is computed.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments of a method, or the number of an element.</summary>
    public ImmutableArray<PsExpression> Arguments { get; } = arguments;

    public override IEnumerable<PsNode> Children => [Target, .. Arguments];
}

/// <summary>Values and the operators between them, from left to right.</summary>
public sealed class PsOperation(ImmutableArray<string> operators, ImmutableArray<PsExpression> operands, TextSpan span) : PsExpression(span)
{
    public ImmutableArray<string> Operators { get; } = operators;

    public ImmutableArray<PsExpression> Operands { get; } = operands;

    public override IEnumerable<PsNode> Children => Operands;
}
