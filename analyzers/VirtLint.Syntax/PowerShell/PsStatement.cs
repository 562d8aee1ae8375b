using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>What stands between two ends of statements.</summary>
public abstract class PsStatement(TextSpan span) : PsNode(span);

/// <summary>Commands and expressions that hand their output on from one to the next.</summary>
public sealed class PsPipeline(ImmutableArray<PsNode> elements, TextSpan span) : PsStatement(span)
{
    /// <summary>Each a <see cref="PsCommand"/> or a <see cref="PsExpression"/>; at least one.</summary>
    public ImmutableArray<PsNode> Elements { get; } = elements;

    public override IEnumerable<PsNode> Children => Elements;
}

/// <summary>An assignment; in the body of a configuration's resource, a property and its value.</summary>
public sealed class PsAssignment(PsExpression target, string sign, PsStatement value, TextSpan span) : PsStatement(span)
{
    public PsExpression Target { get; } = target;

    /// <summary><c>=</c>, <c>+=</c> …</summary>
    public string Sign { get; } = sign;

    public PsStatement Value { get; } = value;

    public override IEnumerable<PsNode> Children => [Target, Value];
}

/// <summary>A statement that has statements of its own: a condition, a loop, a function.</summary>
public sealed class PsCompound(
    string keyword, Literal name, ImmutableArray<PsParameter> parameters, ImmutableArray<PsNode> heads, ImmutableArray<PsBlock> blocks, TextSpan span)
    : PsStatement(span)
{
    /// <summary>In lower case: <c>if</c>, <c>foreach</c>, <c>function</c>; <c>&amp;&amp;</c> for what runs by the outcome of what is before it.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>The name of a function, configuration or class; else empty.</summary>
    public Literal Name { get; } = name;

    /// <summary>The parameters of a function; the variable of a loop.</summary>
    public ImmutableArray<PsParameter> Parameters { get; } = parameters;

    /// <summary>What is evaluated first: conditions, the collection of a loop.</summary>
    public ImmutableArray<PsNode> Heads { get; } = heads;

    public ImmutableArray<PsBlock> Blocks { get; } = blocks;

    public override IEnumerable<PsNode> Children => [.. Defaults(Parameters), .. Heads, .. Blocks];

    internal static IEnumerable<PsNode> Defaults(ImmutableArray<PsParameter> parameters) => parameters.Select(static parameter => parameter.Value).OfType<PsNode>();
}

/// <summary>Statements in braces, or of a whole file.</summary>
public sealed class PsBlock(ImmutableArray<PsParameter> parameters, ImmutableArray<PsStatement> statements, TextSpan span) : PsNode(span)
{
    /// <summary>What <c>param(…)</c> declares.</summary>
    public ImmutableArray<PsParameter> Parameters { get; } = parameters;

    public ImmutableArray<PsStatement> Statements { get; } = statements;

    public override IEnumerable<PsNode> Children => [.. PsCompound.Defaults(Parameters), .. Statements];
}

/// <summary>A parameter with its default.</summary>
public sealed class PsParameter(PsVariable variable, PsExpression? value)
{
    public PsVariable Variable { get; } = variable;

    public PsExpression? Value { get; } = value;
}

/// <summary>A command with its arguments.</summary>
public sealed class PsCommand(PsExpression name, ImmutableArray<PsArgument> arguments, TextSpan span) : PsNode(span)
{
    /// <summary>A bare word as a rule; anything behind <c>&amp;</c>.</summary>
    public PsExpression Name { get; } = name;

    public ImmutableArray<PsArgument> Arguments { get; } = arguments;

    public override IEnumerable<PsNode> Children => [Name, .. Arguments];
}

/// <summary>An argument: <c>-Name</c>, a value, or <c>-Name:value</c>. The command alone knows which name takes the value behind it.</summary>
public sealed class PsArgument(Literal? parameter, PsExpression? value, TextSpan span) : PsNode(span)
{
    /// <summary>The name without its dash.</summary>
    public Literal? Parameter { get; } = parameter;

    public PsExpression? Value { get; } = value;

    public override IEnumerable<PsNode> Children => Value is null ? [] : [Value];
}
