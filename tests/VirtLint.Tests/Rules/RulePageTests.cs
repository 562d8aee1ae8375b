using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Rules;

/// <summary>Runs every example of every rule's page.</summary>
public sealed class RulePageTests
{
    [TestCaseSource(nameof(Cases))]
    public void Examples_are_judged_as_their_marks_say(Rule rule, IReadOnlyList<RuleExample> examples)
    {
        var engine = new LintEngine(FormatRegistry.Default, rule.JudgesUndecided ? RuleCatalog.All : [rule]);
        var files = examples
            .Select(example => engine.Read(example.Path, SourceText.From(example.Text), OptionsOf(example), new ExampleFiles(examples, example)))
            .ToList();

        var analysis = engine.Judge(files, new SeverityPolicy(Select: [rule.Id]));

        Assert.That(analysis.Failures, Is.Empty);
        Assert.That(analysis.Findings.Where(LosesAnArgument).Select(static finding => finding.Message), Is.Empty, "says less than the rule gave it to say");
        Assert.That(files.Where(static file => file.Format is null).Select(static file => file.Path), Is.Empty, "not recognised");
        using (Assert.EnterMultipleScope())
        {
            foreach (var example in examples)
            {
                var reported = analysis.Findings.Where(finding => finding.Origin.File.Path == example.Path)
                    .Select(finding => Show(example, finding.Origin.Span));
                var undecided = analysis.Undecided.Where(fact => fact.Origin.File.Path == example.Path)
                    .Select(fact => Show(example, fact.Origin.Span)).Distinct();
                Assert.That(reported, Is.EquivalentTo(example.Reported.Select(span => Show(example, span))), $"reported in {example.Path}:\n{example.Text}");
                Assert.That(undecided, Is.EquivalentTo(example.Undecided.Select(span => Show(example, span))), $"undecided in {example.Path}:\n{example.Text}");

                if (rule.Info.Category != Category.Lint)
                    Assert.That(SyntaxErrors(files, example.Path), Is.Empty, "an example is malformed");
            }
        }
    }

    [TestCaseSource(nameof(AllRules))]
    public void A_page_has_its_rules_title_and_a_marked_and_a_safe_example_for_each_platform_claimed(Rule rule)
    {
        var page = RulePage.Of(rule);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Title, Is.EqualTo(rule.Info.Title));
            foreach (var platform in rule.Info.Platforms)
            {
                var cases = page.Examples.Where(example => example.Platform == platform).GroupBy(static example => example.Case).ToList();
                Assert.That(cases.Any(static group => group.Any(static e => e.Reported.Count > 0)), $"no marked example for {platform.Title()}");
                Assert.That(cases.Any(static group => group.All(static e => e.Reported.Count + e.Undecided.Count == 0)), $"no safe example for {platform.Title()}");
            }

            Assert.That(
                page.Examples.Where(static example => example.Platform is not null).Select(static example => example.Platform!.Value).Distinct(),
                Is.SubsetOf(rule.Info.Platforms),
                "the page shows a platform that the rule does not claim");
        }
    }

    private static bool LosesAnArgument(Finding finding) =>
        finding.Arguments.Any(argument => !finding.Message.Contains(FormattableString.Invariant($"{argument}"), StringComparison.Ordinal));

    private static IEnumerable<TestCaseData> Cases() =>
        from rule in RuleCatalog.All
        from examples in RulePage.Of(rule).Examples.GroupBy(static example => example.Case)
        select new TestCaseData(rule, (IReadOnlyList<RuleExample>)[.. examples]).SetArgDisplayNames(rule.Id, $"{examples.First().Path} {examples.Key}");

    private static IEnumerable<TestCaseData> AllRules() =>
        RuleCatalog.All.Select(static rule => new TestCaseData(rule).SetArgDisplayNames(rule.Id));

    private static IEnumerable<string> SyntaxErrors(IEnumerable<FileResult> files, string path) => files
        .Where(file => file.Path == path)
        .SelectMany(static file => file.Issues)
        .Where(static issue => issue.Issue == SettingIssueKind.SyntaxError)
        .Select(static issue => issue.Message);

    private static ProjectOptions OptionsOf(RuleExample example) =>
        new(key => example.Options.TryGetValue(key, out var value) ? value : null);

    private static string Show(RuleExample example, TextSpan span) =>
        $"{span} {(span.End <= example.Text.Length ? example.Text.Substring(span.Start, span.Length) : "(outside)")}";
}
