using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Cli.Reports;

/// <summary>SARIF 2.1.0 as GitHub code scanning takes it, and as the standard's own validator does.</summary>
/// <param name="includesSuppressed">Whether findings that comments hold back are there, marked as suppressed.</param>
internal sealed class SarifReport(bool includesSuppressed) : IReport
{
    private const string Root = "%SRCROOT%";

    public void Write(RunResult result, TextWriter writer) =>
        JsonText.Write(writer, json => new Run(result, includesSuppressed, json).Write());

    private sealed class Run(RunResult result, bool includesSuppressed, Utf8JsonWriter json)
    {
        private readonly IReadOnlyList<Rule> _rules = result.Engine.Rules;
        private readonly Dictionary<string, IReadOnlyList<string>?> _hashes = new(StringComparer.Ordinal);
        private readonly Fingerprints _fingerprints = new();
        private readonly SarifCatalog _catalog = new(result.Engine.Rules, json);

        public void Write()
        {
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.Array("runs", () => json.Element(() =>
            {
                _catalog.WriteTool();
                json.Object("automationDetails", () => json.WriteString("id", "virtlint/"));
                json.Object("originalUriBaseIds", () => json.Object(Root, () => json.Object("description", () =>
                    json.WriteString("text", "The root of the repository, or the folder in which virtlint ran."))));
                json.WriteString("columnKind", "utf16CodeUnits");
                WriteInvocation();
                _catalog.WriteTaxonomies();
                json.Array("results", () =>
                {
                    foreach (var finding in result.Analysis.Findings)
                        json.Element(() => WriteResult(finding, null));

                    foreach (var (finding, suppression) in includesSuppressed ? result.Analysis.Suppressed : [])
                        json.Element(() => WriteResult(finding, suppression));
                });
            }));
        }

        private void WriteInvocation() => json.Array("invocations", () => json.Element(() =>
        {
            json.WriteBoolean("executionSuccessful", result.Analysis.Failures.Count == 0);
            json.Array("toolExecutionNotifications", () =>
            {
                foreach (var issue in result.Analysis.Files.SelectMany(static file => file.Issues))
                {
                    if (issue.Issue is SettingIssueKind.SyntaxError)
                        WriteNotification(0, "error", issue.Message + ".", issue.Origin);
                    else if (issue.Issue is SettingIssueKind.UnreadableFile)
                        WriteNotification(1, "warning", issue.Message + ".", issue.Origin);
                }

                foreach (var failure in result.Analysis.Failures)
                    WriteNotification(2, "error", $"'{result.Paths.Display(failure.Path)}' was not judged whole: {failure.Message}.", null);

                WriteNotification(3, "note", CoverageLine.Of(result.Analysis) + ".", null);
            });
        }));

        private void WriteNotification(int descriptor, string level, string message, Origin? place) => json.Element(() =>
        {
            json.Object("descriptor", () =>
            {
                json.WriteString("id", SarifCatalog.Notifications[descriptor].Id);
                json.WriteNumber("index", descriptor);
            });
            json.WriteString("level", level);
            json.Object("message", () => json.WriteString("text", message));
            if (place is { } origin)
                json.Array("locations", () => json.Element(() => WritePhysical(origin)));
        });

        private void WriteResult(Finding finding, Suppression? suppression)
        {
            json.WriteString("ruleId", finding.Rule.Id);
            json.WriteNumber("ruleIndex", IndexOf(finding.Rule));
            json.WriteString("level", SarifCatalog.Level(finding.Severity));
            var related = finding.Related.Distinct().ToList();
            json.Object("message", () => json.WriteString("text", Message(finding, related)));
            json.Array("locations", () => json.Element(() =>
            {
                WritePhysical(finding.Origin);
                json.Array("logicalLocations", () => json.Element(() =>
                {
                    json.WriteString("name", finding.Entity.Name);
                    json.WriteString("fullyQualifiedName", finding.Entity.Identity);
                    json.WriteString("kind", "object");
                }));
            }));
            json.Object("partialFingerprints", () =>
            {
                if (LineHash(finding.Origin) is { } hash)
                    json.WriteString("primaryLocationLineHash", hash);

                json.WriteString("virtlint/v1", _fingerprints.Next(finding));
            });
            if (related.Count > 0)
            {
                json.Array("relatedLocations", () =>
                {
                    for (var i = 0; i < related.Count; i++)
                        WriteRelated(i + 1, related[i]);
                });
            }

            if (finding.SuggestedFix is { } fix)
                WriteFix(fix);

            if (suppression is not null)
                WriteSuppression(suppression);
        }

        private void WriteSuppression(Suppression suppression) => json.Array("suppressions", () => json.Element(() =>
        {
            json.WriteString("kind", "inSource");
            if (suppression.Reason.IsStated)
                json.WriteString("justification", suppression.Reason.Value);

            json.Object("location", () => WritePhysical(suppression.Origin));
        }));

        private void WriteRelated(int id, RelatedPlace place) => json.Element(() =>
        {
            json.WriteNumber("id", id);
            json.Object("message", () => json.WriteString("text", place.Message + "."));
            WritePhysical(place.Origin);
        });

        private void WriteFix(Fix fix) => json.Array("fixes", () => json.Element(() =>
        {
            json.Object("description", () => json.WriteString("text", Capital(fix.Title) + "."));
            json.Array("artifactChanges", () => json.Element(() =>
            {
                WriteArtifact(fix.File.Path);
                json.Array("replacements", () =>
                {
                    foreach (var change in fix.Changes)
                    {
                        json.Element(() =>
                        {
                            WriteRegion("deletedRegion", fix.File.Text.Lines.GetLinePositionSpan(change.Span));
                            json.Object("insertedContent", () => json.WriteString("text", change.NewText ?? ""));
                        });
                    }
                });
            }));
        }));

        private void WritePhysical(Origin origin) => json.Object("physicalLocation", () =>
        {
            WriteArtifact(origin.File.Path);
            WriteRegion("region", origin.Lines);
        });

        private void WriteArtifact(string path) => json.Object("artifactLocation", () =>
        {
            var (uri, isRelative) = result.Paths.Uri(path);
            json.WriteString("uri", uri);
            if (isRelative)
                json.WriteString("uriBaseId", Root);
        });

        private void WriteRegion(string name, LinePositionSpan span) => json.Object(name, () =>
        {
            json.WriteNumber("startLine", span.Start.Line + 1);
            json.WriteNumber("startColumn", span.Start.Character + 1);
            json.WriteNumber("endLine", span.End.Line + 1);
            json.WriteNumber("endColumn", span.End.Character + 1);
        });

        private string? LineHash(Origin origin)
        {
            if (!_hashes.TryGetValue(origin.File.Path, out var hashes))
                _hashes[origin.File.Path] = hashes = LineHashes.Of(origin.File.Text);

            return hashes?.ElementAtOrDefault(origin.Lines.Start.Line);
        }

        private int IndexOf(RuleDescriptor rule)
        {
            for (var i = 0; i < _rules.Count; i++)
            {
                if (ReferenceEquals(_rules[i].Info, rule))
                    return i;
            }

            return -1;
        }

        private static string Message(Finding finding, List<RelatedPlace> related)
        {
            // Code scanning shows only those related places that the message links to.
            var links = related.Select(static (place, i) =>
                string.Create(CultureInfo.InvariantCulture, $"[{Escaped(place.Message)}]({i + 1})"));
            return Unlinked(finding.Message) + "." + (related.Count > 0 ? $" See {Plural.Sequence([.. links])}." : "");
        }

        /// <summary>SARIF 3.11.6: brackets in the text of a link are escaped.</summary>
        private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("[", "\\[").Replace("]", "\\]");

        /// <summary>A value in the file must not become a link.</summary>
        private static string Unlinked(string text) => text.Contains("](", StringComparison.Ordinal) ? Escaped(text) : text;

        private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
