using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>The commands of a shell script, in the order of the file, whatever control flow stands around them.</summary>
/// <remarks>
/// Commands end at an end of line, <c>;</c>, <c>&amp;</c>, <c>|</c> and parentheses. Redirections are dropped, and so
/// are here-documents. Keywords such as <c>if</c> are words like others.
/// </remarks>
public sealed class CommandScript : SyntaxTree
{
    internal CommandScript(
        SourceText text,
        ImmutableArray<CommandLine> commands,
        ImmutableArray<Literal> comments,
        bool isTemplate,
        ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Commands = commands;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public ImmutableArray<CommandLine> Commands { get; }

    /// <summary>The comments, without their mark and the blanks around them.</summary>
    public ImmutableArray<Literal> Comments { get; }

    public static CommandScript Parse(SourceText text) => new CommandScriptParser(text.ToString(), isSingleCommand: false).ParseScript(text);
}
