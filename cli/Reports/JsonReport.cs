using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Cli.Reports;

/// <summary>Everything that a run found, for other programs. docs/findings.schema.json describes it.</summary>
internal sealed class JsonReport : IReport
{
    public void Write(RunResult result, TextWriter writer) => JsonText.Write(writer, json =>
    {
        var fingerprints = new Fingerprints();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("version", ToolVersion.Semantic);
        json.Array("findings", () =>
        {
            foreach (var finding in result.Analysis.Findings)
                json.Element(() => WriteFinding(finding, fingerprints.Next(finding), result.Paths, json));
        });
        json.Array("undecided", () =>
        {
            foreach (var fact in result.Analysis.Undecided
                .OrderBy(static fact => fact.Origin.File.Path, StringComparer.Ordinal)
                .ThenBy(static fact => fact.Origin.Span.Start)
                .ThenBy(static fact => fact.Rule.Id, StringComparer.Ordinal))
            {
                json.Element(() =>
                {
                    json.WriteString("rule", fact.Rule.Id);
                    json.WriteString("key", fact.Key);
                    json.WriteString("asWritten", fact.AsWritten);
                    json.WriteString("reason", fact.Reason);
                    WritePlace(fact.Origin, result.Paths, json);
                });
            }
        });
        json.Array("failures", () =>
        {
            foreach (var failure in result.Analysis.Failures)
            {
                json.Element(() =>
                {
                    json.WriteString("rule", failure.RuleId);
                    json.WriteString("file", result.Paths.Display(failure.Path));
                    json.WriteString("message", failure.Message);
                });
            }
        });
        var coverage = result.Analysis.Coverage;
        json.Object("coverage", () =>
        {
            json.WriteNumber("seen", coverage.Seen);
            json.WriteNumber("recognised", coverage.Recognised);
            json.WriteNumber("parsed", coverage.Parsed);
            json.WriteNumber("withErrors", coverage.WithErrors);
            json.WriteNumber("undecided", coverage.Undecided);
            json.Object("formats", () =>
            {
                foreach (var format in result.Analysis.Files.Where(static file => file.Format is not null)
                    .GroupBy(static file => file.Format!.Id).OrderBy(static group => group.Key, StringComparer.Ordinal))
                {
                    json.WriteNumber(format.Key, format.Count());
                }
            });
        });
    });

    public static void WritePlace(Origin origin, PathNames paths, Utf8JsonWriter json)
    {
        json.WriteString("file", paths.Display(origin.File.Path));
        WriteSpan(origin.Lines, json);
    }

    private static void WriteSpan(LinePositionSpan span, Utf8JsonWriter json)
    {
        json.WriteNumber("line", span.Start.Line + 1);
        json.WriteNumber("column", span.Start.Character + 1);
        json.WriteNumber("endLine", span.End.Line + 1);
        json.WriteNumber("endColumn", span.End.Character + 1);
    }

    private static void WriteFinding(Finding finding, string fingerprint, PathNames paths, Utf8JsonWriter json)
    {
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("category", finding.Rule.Category.ToString());
        json.WriteString("severity", Severities.Word(finding.Severity));
        json.WriteString("message", finding.Message);
        WritePlace(finding.Origin, paths, json);
        json.Object("entity", () =>
        {
            json.WriteString("kind", finding.Entity.Kind.ToString());
            json.WriteString("name", finding.Entity.Name);
            json.WriteString("identity", finding.Entity.Identity);
        });
        json.WriteString("fact", finding.FactName);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("help", finding.Help ?? "");
        json.WriteString("helpUrl", finding.Rule.Diagnostic.HelpLinkUri);
        json.Array("standards", () =>
        {
            foreach (var standard in finding.Rule.Standards)
                json.WriteStringValue(standard);
        });
        json.Array("related", () =>
        {
            foreach (var place in finding.Related)
            {
                json.Element(() =>
                {
                    json.WriteString("message", place.Message);
                    WritePlace(place.Origin, paths, json);
                });
            }
        });
        if (finding.SuggestedFix is { } fix)
            json.Object("fix", () => WriteFix(fix, paths, json));
        else
            json.WriteNull("fix");
    }

    private static void WriteFix(Fix fix, PathNames paths, Utf8JsonWriter json)
    {
        json.WriteString("title", fix.Title);
        json.WriteBoolean("isSafe", fix.IsSafe);
        json.WriteString("file", paths.Display(fix.File.Path));
        json.Array("changes", () =>
        {
            foreach (var change in fix.Changes)
            {
                json.Element(() =>
                {
                    WriteSpan(fix.File.Text.Lines.GetLinePositionSpan(change.Span), json);
                    json.WriteString("text", change.NewText ?? "");
                });
            }
        });
    }
}
