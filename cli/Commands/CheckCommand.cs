using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using VirtLint.Cli.Reports;
using VirtLint.Engine;
using VirtLint.Rules;

namespace VirtLint.Cli.Commands;

/// <summary><c>virtlint check</c>: judges files and reports what it found.</summary>
internal static class CheckCommand
{
    private const int MostRounds = 5;

    public static Command Create(Host host, LintEngine engine)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files and folders to check; the current folder by default.", Arity = ArgumentArity.ZeroOrMore };
        paths.Validators.Add(Arguments.NoMistypedOption(host.Folder));
        var format = Choice("--format", "How to report.", "text", "json", "sarif", "github");
        var output = new Option<string?>("--output", "-o") { Description = "Write the report to this file instead of standard output.", HelpName = "FILE" };
        var failOn = Choice("--fail-on", "The least severity that makes the exit code 1.", "warning", "error", "info");
        var profile = new Option<string?>("--profile") { Description = "Which rules are on: 'recommended' or 'strict'. Overrides virtlint.profile.", HelpName = "PROFILE" };
        profile.Validators.Add(Arguments.OneOf("recommended", "strict"));
        var select = List("--select", "The only rules to run, whatever their profile.");
        var ignore = List("--ignore", "Rules not to run.");
        var fix = new Option<bool>("--fix") { Description = "Write into the files what only hardens them, and report what remains." };
        var unsafeFixes = new Option<bool>("--unsafe-fixes") { Description = "With --fix: make the edits, too, that can cut off what works today." };
        var includeSuppressed = new Option<bool>("--include-suppressed") { Description = "Put findings that comments hold back into SARIF, marked as such. GitHub shows them as open." };
        var undecided = new Option<bool>("--undecided") { Description = "List the values that nobody can know before a template is filled in." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print findings only: no summary." };
        var noColour = new Option<bool>("--no-color") { Description = "Print without colour. So does a NO_COLOR variable." };

        var command = new Command("check", "Check files for insecure settings.")
        {
            paths, format, output, failOn, profile, select, ignore, fix, unsafeFixes, undecided, includeSuppressed, quiet, noColour,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(unsafeFixes) && !parsed.GetValue(fix))
                parsed.AddError("'--unsafe-fixes' needs '--fix'");
        });
        command.SetAction(parsed =>
        {
            var selected = RuleIds.Parse(parsed.GetValue(select), host);
            var ignored = RuleIds.Parse(parsed.GetValue(ignore), host);
            if (selected is null || ignored is null)
                return ExitCode.Trouble;

            return Run(host, engine, new(
                parsed.GetValue(paths) is { Length: > 0 } given ? given : ["."],
                parsed.GetRequiredValue(format),
                parsed.GetValue(output),
                parsed.GetRequiredValue(failOn) switch
                {
                    "error" => DiagnosticSeverity.Error,
                    "warning" => DiagnosticSeverity.Warning,
                    _ => DiagnosticSeverity.Info,
                },
                new SeverityPolicy(
                    parsed.GetValue(profile) switch { "strict" => Profile.Strict, "recommended" => Profile.Recommended, _ => null },
                    selected.Count > 0 ? selected : null,
                    ignored),
                new ReportStyle(
                    HasColour: host.HasColour && !parsed.GetValue(noColour) && parsed.GetValue(output) is null,
                    IsQuiet: parsed.GetValue(quiet),
                    ListsUndecided: parsed.GetValue(undecided)),
                parsed.GetValue(includeSuppressed),
                parsed.GetValue(fix) ? new FixWriter(parsed.GetValue(unsafeFixes), host.Complain) : null));
        });
        return command;
    }

    private static int Run(Host host, LintEngine engine, Settings settings)
    {
        var scan = new Scan(host, engine);
        var analysis = engine.Judge(scan.Read(settings.Paths), settings.Policy);
        var fixedCount = 0;
        // An edit may uncover another: a fix that overlapped one that was made, a value that a rule can now read.
        for (var round = 0; settings.Fixes is { } fixes && round < MostRounds; round++)
        {
            var (count, changed) = fixes.Apply(analysis.Findings);
            if (changed.Count == 0)
                break;

            fixedCount += count;
            scan = new Scan(host, engine);
            analysis = engine.Judge(scan.Read(settings.Paths), settings.Policy);
        }

        Trouble.Tell(analysis, host);
        var result = new RunResult(analysis, engine, new PathNames(host.Folder)) { Fixed = fixedCount };
        if (!Write(host, settings, result))
            return ExitCode.Trouble;

        if (scan.HadTrouble || analysis.Failures.Count > 0)
            return ExitCode.Trouble;

        return analysis.Findings.Any(finding => finding.Severity >= settings.FailOn) ? ExitCode.Findings : ExitCode.Clean;
    }

    private static bool Write(Host host, Settings settings, RunResult result)
    {
        IReport report = settings.Format switch
        {
            "json" => new JsonReport(),
            "sarif" => new SarifReport(settings.IncludesSuppressed),
            "github" => new GithubReport(settings.Style),
            _ => new TextReport(settings.Style),
        };
        if (settings.Output is null)
        {
            report.Write(result, host.Out);
            host.Out.Flush();
            return true;
        }

        try
        {
            using var file = new StreamWriter(Path.GetFullPath(settings.Output, host.Folder), append: false, new UTF8Encoding(false));
            report.Write(result, file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.Complain($"'{settings.Output}' cannot be written: {Discovery.Reason.Of(exception)}");
            return false;
        }
    }

    private static Option<string> Choice(string name, string description, string first, params string[] others)
    {
        string[] words = [first, .. others];
        var option = new Option<string>(name) { Description = $"{description} One of {string.Join(", ", words)}.", DefaultValueFactory = _ => first, HelpName = name.TrimStart('-').ToUpperInvariant() };
        option.Validators.Add(Arguments.OneOf(words));
        option.CompletionSources.Add(words);
        return option;
    }

    private static Option<string[]> List(string name, string description) =>
        new(name) { Description = $"{description} Comma-separated; may be repeated.", HelpName = "IDS", Arity = ArgumentArity.OneOrMore };

    private sealed record Settings(
        IReadOnlyList<string> Paths,
        string Format,
        string? Output,
        DiagnosticSeverity FailOn,
        SeverityPolicy Policy,
        ReportStyle Style,
        bool IncludesSuppressed,
        FixWriter? Fixes);
}
