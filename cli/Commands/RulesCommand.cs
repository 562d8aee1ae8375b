using System.CommandLine;
using System.Linq;
using VirtLint.Cli.Reports;
using VirtLint.Engine;

namespace VirtLint.Cli.Commands;

/// <summary><c>virtlint rules</c>: lists the catalog.</summary>
internal static class RulesCommand
{
    public static Command Create(Host host, LintEngine engine)
    {
        var command = new Command("rules", "List every rule: ID, severity, profile, platforms and title.");
        command.SetAction(_ =>
        {
            foreach (var rule in engine.Rules.OrderBy(static rule => rule.Id, System.StringComparer.Ordinal))
            {
                var info = rule.Info;
                host.Out.WriteLine(
                    $"{info.Id}  {Severities.Word(info.Severity),-7}  {info.Profile.ToString().ToLowerInvariant(),-11}  {Platforms(info),-15}  {info.Title}");
            }

            return ExitCode.Clean;
        });
        return command;
    }

    private static string Platforms(VirtLint.Rules.RuleDescriptor info) =>
        info.Platforms.IsEmpty ? "all" : string.Join(",", info.Platforms.Select(static platform => Model.PlatformNames.Id(platform)));
}
