using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Rules;

/// <summary>Makes every edit that a rule offers on its own page, each alone, and judges the files anew by all rules.</summary>
/// <remarks>An edit may bring to light what the greater defect hid, such as a host that is now encrypted but not verified.</remarks>
public sealed class FixTests
{
    [TestCaseSource(nameof(Cases))]
    public void A_fix_mends_its_finding_and_leaves_nothing_as_bad(Rule rule, IReadOnlyList<RuleExample> examples)
    {
        var before = Judge(examples, static example => example.Text);

        using (Assert.EnterMultipleScope())
        {
            foreach (var finding in before.Findings.Where(finding => finding.Rule.Id == rule.Id))
            {
                if (finding.SuggestedFix is not { } fix)
                    continue;

                var edited = fix.File.Text.WithChanges(fix.Changes).ToString();
                var after = Judge(examples, example => example.Path == fix.File.Path ? edited : example.Text);

                var known = Count(before.Findings);
                var added = after.Findings.GroupBy(static other => other.Rule.Id)
                    .Where(group => group.Count() > known.GetValueOrDefault(group.Key) && group.Max(static other => other.Severity) >= finding.Severity)
                    .Select(static group => group.First().Message);
                var shown = $"{rule.Id}: {finding.Message}\n{fix.Title}\n{edited}";
                Assert.That(after.Findings.Count(other => IsSame(other, finding)), Is.LessThan(before.Findings.Count(other => IsSame(other, finding))), $"not mended\n{shown}");
                Assert.That(added, Is.Empty, $"as bad as before\n{shown}");
                Assert.That(SyntaxErrors(after.Files), Is.SubsetOf(SyntaxErrors(before.Files)), $"malformed\n{shown}");
            }
        }
    }

    private static bool IsSame(Finding one, Finding other) =>
        one.Rule.Id == other.Rule.Id && one.Message == other.Message && one.Origin.File.Path == other.Origin.File.Path;

    /// <summary>How often each rule reports, since an edit moves the text that findings would else be told apart by.</summary>
    private static Dictionary<string, int> Count(IEnumerable<Finding> findings) =>
        findings.GroupBy(static finding => finding.Rule.Id).ToDictionary(static group => group.Key, static group => group.Count());

    private static (IReadOnlyList<Finding> Findings, IReadOnlyList<FileResult> Files) Judge(IReadOnlyList<RuleExample> examples, Func<RuleExample, string> text)
    {
        var engine = new LintEngine(FormatRegistry.Default, RuleCatalog.All);
        var files = examples.Select(example => engine.Read(example.Path, SourceText.From(text(example)), OptionsOf(example))).ToList();
        return ([.. engine.Judge(files, new SeverityPolicy(Profile: Profile.Strict)).Findings], files);
    }

    private static IEnumerable<string> SyntaxErrors(IEnumerable<FileResult> files) =>
        [.. files.SelectMany(static file => file.Issues).Where(static issue => issue.Issue == SettingIssueKind.SyntaxError).Select(static issue => issue.Message)];

    private static IEnumerable<TestCaseData> Cases() =>
        from rule in RuleCatalog.All
        from examples in RulePage.Of(rule).Examples.GroupBy(static example => example.Case)
        where examples.Any(static example => example.Reported.Count > 0)
        select new TestCaseData(rule, (IReadOnlyList<RuleExample>)[.. examples]).SetArgDisplayNames(rule.Id, $"{examples.First().Path} {examples.Key}");

    private static ProjectOptions OptionsOf(RuleExample example) =>
        new(key => example.Options.TryGetValue(key, out var value) ? value : null);
}
