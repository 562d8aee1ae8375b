using System;
using System.CommandLine;
using System.Linq;
using VirtLint.Cli.Commands;
using VirtLint.Engine;

namespace VirtLint.Cli;

internal static class Program
{
    private static int Main(string[] arguments) => Run(arguments, Host.OfProcess(), LintEngine.Default);

    /// <summary>The whole program. No exception leaves it: before pre-commit 3.4.0, a crash would count as success.</summary>
    internal static int Run(string[] arguments, Host host, LintEngine engine)
    {
        try
        {
            var parsed = CommandLine(host, engine).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors.Select(static error => error.Message).Distinct())
                    host.Complain(error.TrimEnd('.'));

                host.Complain($"'virtlint {Path(parsed)}--help' says what is possible");
                return ExitCode.Trouble;
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception exception)
        {
            host.Complain($"this is a defect of virtlint: {exception}");
            return ExitCode.Trouble;
        }
    }

    private static RootCommand CommandLine(Host host, LintEngine engine) => new("Finds insecure settings in the configuration of hypervisors, virtual machines and their networks.")
    {
        CheckCommand.Create(host, engine),
        RulesCommand.Create(host, engine),
        ExplainCommand.Create(host, engine),
        ModelCommand.Create(host, engine),
    };

    private static string Path(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
