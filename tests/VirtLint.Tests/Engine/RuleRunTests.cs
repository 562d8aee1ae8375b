using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Engine;

/// <summary>How files, rules and severities meet.</summary>
public sealed class RuleRunTests
{
    private static readonly ImmutableArray<Rule> s_rules = [new EveryGuest(), new FirstGuestOfTheFleet()];

    [Test]
    public void Files_that_are_judged_side_by_side_report_in_the_order_of_their_paths()
    {
        var analysis = Judge(Enumerable.Range(0, 200).Reverse().Select(static i => Guest($"qemu-server/{100 + i}.conf")));

        var paths = analysis.Findings.Where(static finding => finding.Rule.Id == "VL9998").Select(static finding => finding.Origin.File.Path);
        Assert.That(paths, Is.EqualTo(Enumerable.Range(0, 200).Select(static i => $"qemu-server/{100 + i}.conf")));
    }

    [Test]
    public void A_rule_that_throws_is_a_failure_of_its_own_and_keeps_no_other_from_judging()
    {
        var analysis = Judge([Guest("qemu-server/100.conf"), Guest("qemu-server/999.conf")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(analysis.Failures.Select(static failure => $"{failure.RuleId} {failure.Path}"), Is.EqualTo(["VL9998 qemu-server/999.conf"]));
            Assert.That(analysis.Findings.Select(static finding => finding.Rule.Id), Is.EquivalentTo(["VL9998", "VL9999"]));
        }
    }

    [Test]
    public void A_finding_is_as_severe_as_the_file_says_in_which_it_stands()
    {
        var analysis = Judge(
            [Guest("a/qemu-server/100.conf"), Guest("b/qemu-server/100.conf", "virtlint.VL9999.severity", "error"), Guest("c/qemu-server/100.conf", "virtlint.VL9999.severity", "none")]);

        var severities = analysis.Findings.Where(static finding => finding.Rule.Id == "VL9999").Select(static finding => finding.Severity);
        Assert.That(severities, Is.EqualTo([DiagnosticSeverity.Info, DiagnosticSeverity.Error]));
    }

    private static Analysis Judge(IEnumerable<FileResult> files) => new LintEngine(FormatRegistry.Default, s_rules).Judge([.. files], new SeverityPolicy());

    private static FileResult Guest(string path, string key = "", string value = "") => LintEngine.Default.Read(
        path, SourceText.From("memory: 512\n"), new ProjectOptions(asked => asked == key ? value : null));

    private static RuleDescriptor Described(string id) => new(
        id, "A title", "A message", Category.Lint, DiagnosticSeverity.Info, Precision.High, [Platform.ProxmoxVe]);

    private sealed class EveryGuest() : Rule(Described("VL9998"))
    {
        public override void Check(VirtualMachine machine, RuleContext context)
        {
            if (machine.Name == "999")
                throw new InvalidOperationException("a defect");

            context.Report(machine);
        }
    }

    private sealed class FirstGuestOfTheFleet() : Rule(Described("VL9999"))
    {
        public override void Check(Fleet fleet, RuleContext context)
        {
            foreach (var site in fleet.Sites)
                context.Report(site.All<VirtualMachine>().First());
        }
    }
}
