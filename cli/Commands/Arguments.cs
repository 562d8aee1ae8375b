using System;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using VirtLint.Formats.Binding;

namespace VirtLint.Cli.Commands;

/// <summary>What the command line's values must be, with sentences that help whoever mistyped one.</summary>
internal static class Arguments
{
    /// <summary>The value must be one of these words.</summary>
    public static Action<OptionResult> OneOf(params string[] words) => result =>
    {
        foreach (var value in result.Tokens.Select(static token => token.Value).Except(words))
            result.AddError($"'{result.Option.Name}' is '{value}'; expected {Sentence.Choice(words)}");
    };

    /// <summary>A path that looks like an option, and is not there, is an option mistyped.</summary>
    public static Action<ArgumentResult> NoMistypedOption(string folder) => result =>
    {
        var options = (result.Parent as CommandResult)?.Command.Options.Select(static option => option.Name) ?? [];
        foreach (var token in result.Tokens)
        {
            if (!token.Value.StartsWith('-') || Path.Exists(Path.GetFullPath(token.Value, folder)))
                continue;

            var nearest = Sentence.Nearest(token.Value, options);
            result.AddError($"unknown option '{token.Value}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
            return;
        }
    };
}
