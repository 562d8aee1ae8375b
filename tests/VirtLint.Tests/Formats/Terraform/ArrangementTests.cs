using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Formats.Terraform;

/// <summary>How a module is arranged changes nothing of what it deploys, and so nothing of what is found.</summary>
public sealed class ArrangementTests
{
    private static readonly Regex s_block = new(@"^\w+(?: ""[^""\n]+"")* \{\n.*?^\}\n", RegexOptions.Singleline | RegexOptions.Multiline);

    private static readonly LintEngine s_engine = new(FormatRegistry.Default, RuleCatalog.All);

    [Test]
    public void The_sample_has_findings_of_many_rules() =>
        Assert.That(Findings(Sample()).Select(static finding => finding.Split(' ')[0]).Distinct().Count(), Is.GreaterThan(15));

    [Test]
    public void Renaming_files_changes_no_finding() => HoldsFor(files => files.Select(
        static file => (Path.Combine(Path.GetDirectoryName(file.Path)!, $"z{file.Text.Length}_{Path.GetFileName(file.Path)}").Replace('\\', '/'), file.Text)));

    [Test]
    public void Renaming_variables_changes_no_finding() => HoldsFor(static files => files.Select(static file => file.Path.StartsWith("modules/", StringComparison.Ordinal)
        ? file
        : (file.Path, Regex.Replace(file.Text, @"(?<=variable ""|var\.)(?=(?:node|bridge)\b)", "the_"))));

    [Test]
    public void Splitting_a_module_into_a_file_for_each_block_changes_no_finding() => HoldsFor(static files => files.SelectMany(
        static file => BlocksOf(file.Text).Select((block, index) => ($"{Path.GetDirectoryName(file.Path)}/{index}_{Path.GetFileName(file.Path)}".TrimStart('/'), block))));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Reordering_blocks_changes_no_finding(int seed) => HoldsFor(files => files.Select(file =>
    {
        var random = new Random(seed);
        return (file.Path, string.Concat(BlocksOf(file.Text).OrderBy(_ => random.Next())));
    }));

    private static void HoldsFor(Func<IReadOnlyList<(string Path, string Text)>, IEnumerable<(string Path, string Text)>> rearrange)
    {
        var files = Sample();

        var rearranged = rearrange(files).ToList();

        Assert.That(rearranged, Is.Not.EquivalentTo(files), "nothing was rearranged");
        Assert.That(Findings(rearranged), Is.EquivalentTo(Findings(files)));
    }

    private static IEnumerable<string> BlocksOf(string text) => s_block.Matches(text).Select(static match => match.Value);

    private static IReadOnlyList<(string Path, string Text)> Sample()
    {
        var folder = RepositoryFolder.At("samples/terraform/flawed");
        return
        [
            .. Directory.EnumerateFiles(folder, "*.tf", SearchOption.AllDirectories)
                .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal))),
        ];
    }

    /// <summary>The rule, what the finding is about and the text that it stands at, without the places.</summary>
    private static IReadOnlyList<string> Findings(IEnumerable<(string Path, string Text)> files)
    {
        var read = files.OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(static file => s_engine.Read(file.Path, SourceText.From(file.Text), new ProjectOptions(static _ => null)))
            .ToList();
        return
        [
            .. s_engine.Judge(read, new SeverityPolicy(Profile: Profile.Strict)).Findings
                .Select(static finding => $"{finding.Rule.Id} {finding.Origin.File.Text.ToString(finding.Origin.Span).Replace("var.the_", "var.", StringComparison.Ordinal)}"),
        ];
    }
}
