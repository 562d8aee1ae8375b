using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace VirtLint.Cli.Reports;

/// <summary>Workflow commands, which GitHub Actions turns into annotations.</summary>
internal sealed class GithubReport(ReportStyle style) : IReport
{
    public void Write(RunResult result, TextWriter writer)
    {
        // GitHub shows ten of each kind of a step: the gravest come first.
        foreach (var finding in result.Analysis.Findings.OrderByDescending(static finding => finding.Severity))
        {
            var lines = finding.Origin.Lines;
            var command = finding.Severity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                _ => "notice",
            };
            var path = result.Paths.InRepository(finding.Origin.File.Path);
            var place = string.Create(CultureInfo.InvariantCulture, $"line={lines.Start.Line + 1},endLine={lines.End.Line + 1}");
            // Columns mean something to GitHub only within one line.
            if (lines.Start.Line == lines.End.Line)
                place += string.Create(CultureInfo.InvariantCulture, $",col={lines.Start.Character + 1},endColumn={lines.End.Character + 1}");

            var message = finding.Help is { } help ? $"{finding.Message}\nhelp: {help}" : finding.Message;
            writer.Write($"::{command} file={Property(path)},{place},title={Property($"{finding.Rule.Id} {finding.Rule.Title}")}::{Data(message)}\n");
        }

        if (!style.IsQuiet)
            writer.Write(CoverageLine.Of(result.Analysis) + "\n");
    }

    /// <summary>actions/toolkit, command.ts: escapeData.</summary>
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>actions/toolkit, command.ts: escapeProperty.</summary>
    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
