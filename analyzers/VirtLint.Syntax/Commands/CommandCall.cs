using System;
using System.Collections.Immutable;

namespace VirtLint.Syntax.Commands;

/// <summary>A call of a program within a command line, behind whatever runs it: <c>sudo</c>, <c>if</c>, <c>docker exec</c>.</summary>
public sealed class CommandCall
{
    private CommandCall(CommandWord program, string name, ImmutableArray<CommandWord> arguments)
    {
        Program = program;
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The word that names the program.</summary>
    public CommandWord Program { get; }

    /// <summary>The program without its folder.</summary>
    public string Name { get; }

    /// <summary>The words behind the program.</summary>
    public ImmutableArray<CommandWord> Arguments { get; }

    /// <summary>The call of one of some programs, or null when the command calls none of them.</summary>
    /// <remarks>A command that only speaks of the program (<c>echo</c>, <c>which</c>) calls nothing.</remarks>
    public static CommandCall? Of(CommandLine command, ImmutableHashSet<string> programs)
    {
        for (var i = 0; i < command.Words.Length; i++)
        {
            var text = command.Words[i].Text;
            var name = text.Substring(text.LastIndexOf('/') + 1);
            if (programs.Contains(name))
                return new(command.Words[i], name, command.Words.RemoveRange(0, i + 1));

            if (name is "echo" or "printf" or "which" or "command" or "type" or "man" or "alias" or "hash")
                return null;
        }

        return null;
    }

    /// <summary>Whether a word is an option, by its first character.</summary>
    public static bool IsOption(CommandWord word) => word.Text.StartsWith("-", StringComparison.Ordinal) && word.Text.Length > 1;
}
