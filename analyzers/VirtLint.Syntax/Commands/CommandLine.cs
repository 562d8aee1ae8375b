using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>One command: its words, without redirections.</summary>
public sealed class CommandLine
{
    internal CommandLine(ImmutableArray<CommandWord> words, TextSpan span, CommandWord? output = null, bool hasHereDocument = false)
    {
        Words = words;
        Span = span;
        Output = output;
        HasHereDocument = hasHereDocument;
    }

    public ImmutableArray<CommandWord> Words { get; }

    /// <summary>The file that it writes to, by the last redirection of its output; null when there is none.</summary>
    public CommandWord? Output { get; }

    /// <summary>Whether lines below it are its input.</summary>
    public bool HasHereDocument { get; }

    /// <summary>From the first word to the last.</summary>
    public TextSpan Span { get; }

    /// <summary>The words of a part of a text, such as the value of a systemd unit's <c>ExecStart=</c>.</summary>
    /// <remarks>What <c>;</c>, <c>|</c> or an end of line would separate is read on as one command.</remarks>
    public static CommandLine Parse(SourceText text, TextSpan span)
    {
        var content = text.ToString(span);
        return CommandScriptParser.ParseLine(content, span.Start);
    }

    /// <summary>The words of a whole text.</summary>
    public static CommandLine Parse(SourceText text) => Parse(text, new TextSpan(0, text.Length));
}
