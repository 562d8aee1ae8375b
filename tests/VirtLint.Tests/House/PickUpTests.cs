using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using VirtLint.Rules;

namespace VirtLint.Tests.House;

/// <summary>Every file that a rule's page shows is picked up where people run VirtLint without naming files.</summary>
public sealed class PickUpTests
{
    [Test]
    public void The_packages_targets_pick_up_every_format()
    {
        var globs = XDocument.Load(RepositoryFolder.At("analyzers/VirtLint.Analyzers/build/VirtLint.targets")).Descendants("VirtLintFiles").Single().Value
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static glob => new Regex($"^{Regex.Escape(glob).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$"))
            .ToList();

        Assert.That(Examples().Where(path => !globs.Any(glob => glob.IsMatch(path))), Is.Empty);
    }

    [Test]
    public void The_pre_commit_hook_runs_for_every_format()
    {
        var files = new Regex(Regex.Match(File.ReadAllText(RepositoryFolder.At(".pre-commit-hooks.yaml")), @"files: \|-\n((    .*\n)+)").Groups[1].Value.TrimStart());

        Assert.That(Examples().Where(path => !files.IsMatch(path)), Is.Empty);
    }

    private static IEnumerable<string> Examples() => RuleCatalog.All
        .SelectMany(static rule => RulePage.Of(rule).Examples)
        .Where(static example => !example.Options.ContainsKey("virtlint.format"))
        .Select(static example => example.Path)
        .Distinct();
}
