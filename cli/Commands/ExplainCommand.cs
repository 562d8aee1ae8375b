using System.CommandLine;
using System.Linq;
using VirtLint.Cli.Reports;
using VirtLint.Engine;
using VirtLint.Rules;

namespace VirtLint.Cli.Commands;

/// <summary><c>virtlint explain ID</c>: prints a rule's page.</summary>
internal static class ExplainCommand
{
    public static Command Create(Host host, LintEngine engine)
    {
        var id = new Argument<string>("ID") { Description = "The rule's ID, such as VL2001." };
        var command = new Command("explain", "Print a rule's page: why it matters, examples, how to fix it.") { id };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetRequiredValue(id).ToUpperInvariant();
            if (engine.Rules.FirstOrDefault(rule => rule.Id == wanted) is not { } rule)
            {
                host.Complain(RuleIds.Unknown(wanted));
                return ExitCode.Trouble;
            }

            host.Out.Write(RulePage.Of(rule).Markdown);
            host.Out.WriteLine();
            host.Out.WriteLine($"{rule.Id} | {Severities.Word(rule.Info.Severity)} | {rule.Info.Profile.ToString().ToLowerInvariant()} | {rule.Info.Category}");
            if (rule.Info.Standards.Length > 0)
                host.Out.WriteLine(string.Join(", ", rule.Info.Standards));

            host.Out.WriteLine(rule.Info.Diagnostic.HelpLinkUri);
            return ExitCode.Clean;
        });
        return command;
    }
}
