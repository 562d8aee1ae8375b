using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using VirtLint.Rules;

namespace VirtLint.Cli.Reports;

/// <summary>The part of a SARIF run that is the same for every run: the tool, its rules and what they are classified by.</summary>
internal sealed class SarifCatalog(IReadOnlyList<Rule> rules, Utf8JsonWriter json)
{
    private const string CweGuid = "ffc64c90-42b6-44ce-8beb-f6b7dae649e5";

    private const string Home = "https://github.com/virtlint/virtlint";

    /// <summary>GitHub refuses a rule with more.</summary>
    private const int MaxTags = 20;

    public static IReadOnlyList<(string Id, string Name, string Text)> Notifications { get; } =
    [
        ("virtlint/syntax-error", "SyntaxError", "A file does not follow the grammar of its format; the rest of it was judged."),
        ("virtlint/unreadable-file", "UnreadableFile", "A file could not be read, so none of its settings were judged."),
        ("virtlint/defect", "Defect", "VirtLint failed on a file: please report it."),
        ("virtlint/coverage", "Coverage", "How many files were seen, recognised and parsed, and how many values could not be decided."),
    ];

    public static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    public void WriteTool() => json.Object("tool", () => json.Object("driver", () =>
    {
        json.WriteString("name", "VirtLint");
        json.WriteString("organization", "VirtLint contributors");
        json.WriteString("fullName", $"VirtLint {ToolVersion.Semantic}");
        json.WriteString("version", ToolVersion.Semantic);
        json.WriteString("semanticVersion", ToolVersion.Semantic);
        json.WriteString("informationUri", Home);
        json.Array("rules", () =>
        {
            foreach (var rule in rules)
                json.Element(() => WriteRule(rule));
        });
        json.Array("notifications", () =>
        {
            foreach (var (id, name, text) in Notifications)
            {
                json.Element(() =>
                {
                    json.WriteString("id", id);
                    json.WriteString("name", name);
                    Text("shortDescription", text);
                    Text("fullDescription", text);
                    Text("help", text);
                });
            }
        });
        if (Weaknesses().Any())
        {
            json.Array("supportedTaxonomies", () => json.Element(() =>
            {
                json.WriteString("name", "CWE");
                json.WriteNumber("index", 0);
                json.WriteString("guid", CweGuid);
            }));
        }
    }));

    public void WriteTaxonomies()
    {
        var weaknesses = Weaknesses().Distinct(StringComparer.Ordinal).OrderBy(static id => int.Parse(id, CultureInfo.InvariantCulture)).ToList();
        if (weaknesses.Count == 0)
            return;

        json.Array("taxonomies", () => json.Element(() =>
        {
            json.WriteString("name", "CWE");
            json.WriteString("guid", CweGuid);
            json.WriteString("organization", "MITRE");
            json.WriteString("informationUri", "https://cwe.mitre.org/");
            Text("shortDescription", "The MITRE Common Weakness Enumeration.");
            json.Array("taxa", () =>
            {
                foreach (var id in weaknesses)
                {
                    json.Element(() =>
                    {
                        json.WriteString("id", id);
                        json.WriteString("helpUri", $"https://cwe.mitre.org/data/definitions/{id}.html");
                    });
                }
            });
        }));
    }

    private void WriteRule(Rule rule)
    {
        var info = rule.Info;
        var page = RulePage.Of(rule);
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.GetType().Name);
        Text("shortDescription", info.Title + ".");
        Text("fullDescription", Description(info, page));
        json.WriteString("helpUri", info.Diagnostic.HelpLinkUri);
        json.Object("help", () =>
        {
            json.WriteString("text", page.Markdown);
            json.WriteString("markdown", page.Markdown);
        });
        json.Object("defaultConfiguration", () =>
        {
            json.WriteString("level", Level(info.Severity));
            json.WriteBoolean("enabled", info.Profile is Profile.Recommended);
        });
        json.Object("properties", () =>
        {
            json.WriteString("precision", Word(info.Precision));
            json.WriteString("problem.severity", info.Severity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                _ => "recommendation",
            });
            if (info.SecuritySeverity is { } severity)
                json.WriteString("security-severity", severity.ToString("0.0", CultureInfo.InvariantCulture));

            json.Array("tags", () =>
            {
                foreach (var tag in Tags(info))
                    json.WriteStringValue(tag);
            });
        });
        if (info.Standards.Any(IsWeakness))
        {
            json.Array("relationships", () =>
            {
                foreach (var id in info.Standards.Where(IsWeakness).Select(Number).Distinct())
                    json.Element(() => WriteRelationship(id));
            });
        }
    }

    private void WriteRelationship(string weakness)
    {
        json.Object("target", () =>
        {
            json.WriteString("id", weakness);
            json.Object("toolComponent", () =>
            {
                json.WriteString("name", "CWE");
                json.WriteNumber("index", 0);
                json.WriteString("guid", CweGuid);
            });
        });
        json.Array("kinds", () => json.WriteStringValue("superset"));
    }

    private void Text(string name, string text) => json.Object(name, () => json.WriteString("text", text));

    /// <summary>The page's first paragraph, within GitHub's 1024 characters.</summary>
    private static string Description(RuleDescriptor info, RulePage page)
    {
        var paragraph = page.Markdown.Split("\n\n").Select(static block => block.Trim().Replace('\n', ' '))
            .FirstOrDefault(static block => block.Length > 0 && block[0] is not ('#' or '`')) ?? info.Title + ".";
        return paragraph.Length <= 1024 ? paragraph : paragraph[..1021] + "...";
    }

    private static IEnumerable<string> Tags(RuleDescriptor info)
    {
        IEnumerable<string> tags =
        [
            .. info.SecuritySeverity is null ? ["reliability"] : (string[])["security"],
            info.Category.ToString().ToLowerInvariant(),
            .. info.Standards.Where(IsWeakness).Select(static id => $"external/cwe/cwe-{Number(id).PadLeft(3, '0')}"),
            .. info.Standards.Where(static id => !IsWeakness(id)),
        ];
        return tags.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxTags);
    }

    private IEnumerable<string> Weaknesses() => rules.SelectMany(static rule => rule.Info.Standards).Where(IsWeakness).Select(Number);

    private static bool IsWeakness(string standard) =>
        standard.StartsWith("CWE-", StringComparison.Ordinal) && standard.Length > 4 && standard.Skip(4).All(char.IsAsciiDigit);

    private static string Number(string weakness) => weakness["CWE-".Length..];

    private static string Word(Precision precision) => precision switch
    {
        Precision.VeryHigh => "very-high",
        Precision.High => "high",
        Precision.Medium => "medium",
        _ => "low",
    };
}
