using System.CommandLine;
using VirtLint.Cli.Reports;
using VirtLint.Engine;

namespace VirtLint.Cli.Commands;

/// <summary><c>virtlint model PATH</c>: prints the typed model as JSON.</summary>
internal static class ModelCommand
{
    public static Command Create(Host host, LintEngine engine)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files and folders to read; the current folder by default.", Arity = ArgumentArity.ZeroOrMore };
        paths.Validators.Add(Arguments.NoMistypedOption(host.Folder));
        var command = new Command("model", "Print what files declare as JSON: every entity and fact, with its place. docs/model.schema.json describes it.") { paths };
        command.SetAction(parsed =>
        {
            var scan = new Scan(host, engine);
            var files = scan.Read(parsed.GetValue(paths) is { Length: > 0 } given ? given : ["."]);
            // Without rules, what remains of judging is joining the files of each site.
            var analysis = new LintEngine(engine.Formats, []).Judge(files, new SeverityPolicy());
            Trouble.Tell(analysis, host);
            new ModelReport(new PathNames(host.Folder)).Write(files, host.Out);
            return scan.HadTrouble || analysis.Failures.Count > 0 ? ExitCode.Trouble : ExitCode.Clean;
        });
        return command;
    }
}
