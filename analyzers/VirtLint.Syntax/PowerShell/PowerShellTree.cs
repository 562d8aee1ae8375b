using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>A PowerShell script, read as far as commands, their arguments and the flow around them go. // about_Language_Keywords, about_Parsing</summary>
/// <remarks>
/// Not a compiler: classes are read as blocks and operators have no precedence. Only what is never closed is an error, so
/// that no construct of a newer release makes one.
/// </remarks>
public sealed class PowerShellTree : SyntaxTree
{
    internal PowerShellTree(SourceText text, PsBlock root, ImmutableArray<SyntaxError> errors) : base(text, errors) => Root = root;

    public PsBlock Root { get; }

    public static PowerShellTree Parse(SourceText text) => new PowerShellParser(text).Parse();
}
