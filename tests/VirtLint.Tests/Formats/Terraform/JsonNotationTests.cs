using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Formats.Terraform;

/// <summary>The notation in JSON says what the native one says, and findings stand at the corresponding places.</summary>
public sealed class JsonNotationTests
{
    [TestCaseSource(nameof(Cases))]
    public void An_example_in_JSON_has_the_findings_of_the_same_in_HCL(Rule rule, IReadOnlyList<RuleExample> examples)
    {
        var written = examples.ToDictionary(static example => example, static example => JsonNotation.Of(example.Text, IsValues(example.Path)));
        var engine = new LintEngine(FormatRegistry.Default, [rule]);
        var options = new ProjectOptions(key => examples[0].Options.TryGetValue(key, out var value) ? value : null);

        var native = Judge(engine, rule, examples.Select(example => engine.Read(example.Path, SourceText.From(example.Text), options)));
        var json = Judge(engine, rule, examples.Select(example => engine.Read(JsonPathOf(example.Path), SourceText.From(written[example].Json), options)));

        using (Assert.EnterMultipleScope())
        {
            foreach (var example in examples)
            {
                var expected = native.Where(place => place.Path == example.Path).Select(place => (place.Kind, written[example].PlaceOf(place.Span))).Distinct();
                var found = json.Where(place => place.Path == JsonPathOf(example.Path)).Select(static place => (place.Kind, place.Span)).Distinct();
                Assert.That(
                    found.Select(place => Show(place, written[example].Json)),
                    Is.EquivalentTo(expected.Select(place => Show(place, written[example].Json))),
                    written[example].Json);
            }
        }
    }

    private static IEnumerable<TestCaseData> Cases() =>
        from rule in RuleCatalog.All
        where rule.Info.Category != Category.Lint
        from examples in RulePage.Of(rule).Examples.GroupBy(static example => example.Case)
        where examples.All(static example => IsHcl(example.Path))
        select new TestCaseData(rule, (IReadOnlyList<RuleExample>)[.. examples]).SetArgDisplayNames(rule.Id, $"{examples.First().Path} {examples.Key}");

    private static bool IsHcl(string path) =>
        path.EndsWith(".tf", StringComparison.Ordinal) || path.EndsWith(".hcl", StringComparison.Ordinal) || path.EndsWith(".tfvars", StringComparison.Ordinal);

    private static bool IsValues(string path) => path.EndsWith("vars", StringComparison.Ordinal) || path.EndsWith("vars.hcl", StringComparison.Ordinal);

    private static string JsonPathOf(string path) => path.EndsWith(".hcl", StringComparison.Ordinal) ? path[..^".hcl".Length] + ".json" : path + ".json";

    private static List<(string Path, string Kind, TextSpan Span)> Judge(LintEngine engine, Rule rule, IEnumerable<FileResult> read)
    {
        var files = read.ToList();
        Assert.That(files.SelectMany(static file => file.Issues).Where(static issue => issue.Issue is SettingIssueKind.SyntaxError).Select(static issue => issue.Message), Is.Empty);

        var analysis = engine.Judge(files, new SeverityPolicy(Select: [rule.Id]));

        Assert.That(analysis.Failures, Is.Empty);
        return
        [
            .. analysis.Findings.Select(static finding => (finding.Origin.File.Path, "reported", finding.Origin.Span)),
            .. analysis.Undecided.Select(static fact => (fact.Origin.File.Path, "undecided", fact.Origin.Span)),
        ];
    }

    private static string Show((string Kind, TextSpan Span) place, string json) => $"{place.Kind} {place.Span} {json.Substring(place.Span.Start, place.Span.Length)}";
}
