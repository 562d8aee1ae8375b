using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>A piece of a script: a statement, a command, an expression.</summary>
public abstract class PsNode(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>The pieces that it is made of, in the order of the text.</summary>
    public abstract IEnumerable<PsNode> Children { get; }
}
