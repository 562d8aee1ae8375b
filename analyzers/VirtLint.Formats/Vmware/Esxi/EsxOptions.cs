using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>The options of one command, by their long names.</summary>
internal sealed class EsxOptions
{
    private readonly Dictionary<string, CommandValue> _values = new(StringComparer.Ordinal);

    /// <param name="names">Long names, each with the letter that stands for it: <c>o=option</c>; a flag ends in <c>!</c>.</param>
    public static EsxOptions Read(CommandLine command, int start, string names)
    {
        var known = names.Split(' ').Select(static name => (Letter: name.Split('=')[0], Long: name.Substring(name.IndexOf('=') + 1).TrimEnd('!'), IsFlag: name.EndsWith("!", StringComparison.Ordinal))).ToList();
        var options = new EsxOptions();
        for (var i = start; i < command.Words.Length; i++)
        {
            var word = command.Words[i];
            if (word.Text.Length < 2 || word.Text[0] != '-')
                continue;

            var isLong = word.Text[1] == '-';
            var equals = word.Text.IndexOf('=');
            var name = (equals < 0 ? word.Text : word.Text.Substring(0, equals)).TrimStart('-');
            var (_, found, isFlag) = known.FirstOrDefault(option => (isLong ? option.Long : option.Letter) == name);
            if (found is null)
                continue;

            if (isFlag)
                options._values[found] = new(name, word.Span, true, command.Span);
            else if (equals >= 0)
                options._values[found] = Behind(word, equals + 1, command);
            else if (i + 1 < command.Words.Length)
                options._values[found] = Of(command.Words[++i], command);
        }

        return options;
    }

    /// <summary>Options by their long names without hyphens, as PowerCLI has them. A flag that is off is not there.</summary>
    public static EsxOptions Of(IEnumerable<(string Name, CommandValue Value)> parameters, string names)
    {
        var options = new EsxOptions();
        foreach (var name in names.Split(' '))
        {
            var found = name.Substring(name.IndexOf('=') + 1).TrimEnd('!');
            foreach (var (written, value) in parameters)
            {
                if (written.Equals(found.Replace("-", ""), StringComparison.OrdinalIgnoreCase) && !(name.EndsWith("!", StringComparison.Ordinal) && value.Text is "false"))
                    options._values[found] = value;
            }
        }

        return options;
    }

    public CommandValue? this[string name] => _values.TryGetValue(name, out var value) ? value : null;

    public static CommandValue Of(CommandWord word, CommandLine command) => new(word.Text, word.Span, IsResolved(word, word.Text), command.Span);

    public static CommandValue Behind(CommandWord word, int start, CommandLine command) => new(
        word.Text.Substring(start),
        word.SpanFrom(start),
        IsResolved(word, word.Text.Substring(start)),
        command.Span);

    private static bool IsResolved(CommandWord word, string text) => word.IsResolved && !TemplateMarks.Contains(text);
}
