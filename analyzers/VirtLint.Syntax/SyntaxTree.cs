using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>What every grammar makes of one text: a tree that covers what could be read, and the errors of the rest.</summary>
/// <remarks>Parsers never throw on any input, and never read anything but the text they are given.</remarks>
public abstract class SyntaxTree(SourceText text, ImmutableArray<SyntaxError> errors)
{
    public SourceText Text { get; } = text;

    public ImmutableArray<SyntaxError> Errors { get; } = errors;

    /// <summary>Whether another program fills the text in first: marks such as <c>{% … %}</c> stand among its lines.</summary>
    public bool IsTemplate { get; private protected init; }
}
