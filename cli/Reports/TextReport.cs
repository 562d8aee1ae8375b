using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Cli.Reports;

/// <summary>For people: each finding with its line and carets, a summary, and how much of the run could be judged.</summary>
internal sealed class TextReport(ReportStyle style) : IReport
{
    private readonly Ink _ink = new(style.HasColour);

    public void Write(RunResult result, TextWriter writer)
    {
        var snippet = new Snippet(new SecretSpans(result.Analysis.Files), _ink);
        foreach (var finding in result.Analysis.Findings)
            Write(finding, result.Paths, snippet, writer);

        if (style.ListsUndecided)
            WriteUndecided(result, writer);

        if (style.IsQuiet)
            return;

        if (result.Fixed > 0)
            writer.WriteLine($"Fixed {Plural.Of(result.Fixed, "finding")}.");

        writer.WriteLine(Summary(result.Analysis.Findings));
        if (result.Analysis.Findings.Count(static finding => finding.SuggestedFix is { IsSafe: true }) is > 0 and var fixable)
            writer.WriteLine($"{fixable} of them can be fixed with --fix.");

        writer.WriteLine(CoverageLine.Of(result.Analysis) + (result.Analysis.Coverage.Undecided > 0 && !style.ListsUndecided ? " (--undecided lists them)" : ""));
    }

    private void Write(Finding finding, PathNames paths, Snippet snippet, TextWriter writer)
    {
        var gutter = Snippet.GutterOf([finding.Origin, .. finding.Related.Select(static place => place.Origin)]);
        writer.WriteLine($"{Label(finding.Severity, finding.Rule.Id)}{_ink.Strong(": " + Printable.Text(finding.Message))}");
        WritePlace(finding.Origin, paths, gutter, writer);
        snippet.Draw(writer, finding.Origin, gutter, '^', text => Paint(finding.Severity, text));
        foreach (var (origin, message) in finding.Related)
        {
            writer.WriteLine($"{_ink.Note("note")}: {Printable.Text(message)}");
            WritePlace(origin, paths, gutter, writer);
            snippet.Draw(writer, origin, gutter, '-', _ink.Note);
        }

        if (finding.Help is { } help)
            writer.WriteLine($"{_ink.Note("help")}: {Printable.Text(help)}");

        writer.WriteLine();
    }

    private void WritePlace(Origin origin, PathNames paths, int gutter, TextWriter writer)
    {
        var start = origin.Lines.Start;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{new string(' ', gutter)}{_ink.Frame("-->")} {Printable.Text(paths.Display(origin.File.Path))}:{start.Line + 1}:{start.Character + 1}"));
    }

    private void WriteUndecided(RunResult result, TextWriter writer)
    {
        foreach (var group in result.Analysis.Undecided
            .GroupBy(static fact => fact.Origin)
            .OrderBy(static group => group.Key.File.Path, System.StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Span.Start))
        {
            var fact = group.First();
            var start = fact.Origin.Lines.Start;
            var rules = string.Join(", ", group.Select(static f => f.Rule.Id).Distinct().Order(System.StringComparer.Ordinal));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{_ink.Note("undecided")}: {Printable.Text(result.Paths.Display(fact.Origin.File.Path))}:{start.Line + 1}:{start.Character + 1}: {fact.Key} is '{Printable.Text(fact.AsWritten)}' ({Reason(fact.Reason)}): {rules}"));
        }

        if (result.Analysis.Undecided.Count > 0)
            writer.WriteLine();
    }

    private static string Reason(string reason) => reason is "template" ? "a template fills it in" : reason;

    private string Label(DiagnosticSeverity severity, string id) => Paint(severity, $"{Severities.Word(severity)}[{id}]");

    private string Paint(DiagnosticSeverity severity, string text) => severity switch
    {
        DiagnosticSeverity.Error => _ink.Error(text),
        DiagnosticSeverity.Warning => _ink.Warning(text),
        _ => _ink.Note(text),
    };

    private string Summary(IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return _ink.Strong("No findings.");

        var counts = new[] { DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info }
            .Select(severity => (Severity: severity, Count: findings.Count(finding => finding.Severity == severity)))
            .Where(static entry => entry.Count > 0)
            .Select(static entry => Plural.Of(entry.Count, Severities.Word(entry.Severity)))
            .ToList();
        var files = findings.Select(static finding => finding.Origin.File.Path).Distinct().Count();
        return _ink.Strong($"Found {Plural.Sequence(counts)} in {Plural.Of(files, "file")}.");
    }
}
