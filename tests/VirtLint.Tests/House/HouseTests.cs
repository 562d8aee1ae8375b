using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using NUnit.Framework;

namespace VirtLint.Tests.House;

/// <summary>The floors of docs/architecture.md: an arrow only ever points to a lower one.</summary>
public sealed class HouseTests
{
    private static readonly Dictionary<string, string[]> s_mayReference = new()
    {
        ["VirtLint.Syntax"] = [],
        ["VirtLint.Model"] = [],
        ["VirtLint.Formats"] = ["VirtLint.Model", "VirtLint.Syntax"],
        ["VirtLint.Rules"] = ["VirtLint.Model"],
        ["VirtLint.Engine"] = ["VirtLint.Formats", "VirtLint.Rules"],
        ["VirtLint.Analyzers"] = ["VirtLint.Engine", "VirtLint.Analyzers.Packaging"],
        ["VirtLint.Analyzers.Packaging"] = [],
        ["VirtLint.Cli"] = ["VirtLint.Engine"],
    };

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_lower_floors_only(string path)
    {
        var references = XDocument.Load(path).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include")));

        Assert.That(references, Is.SubsetOf(s_mayReference[Path.GetFileNameWithoutExtension(path)]));
    }

    [TestCaseSource(nameof(Projects))]
    public void Only_the_grammars_know_third_party_parsers(string path)
    {
        var packages = XDocument.Load(path).Descendants("PackageReference").Select(static reference => (string?)reference.Attribute("Include"));

        if (Path.GetFileNameWithoutExtension(path) != "VirtLint.Syntax")
            Assert.That(packages, Has.None.EqualTo("YamlDotNet").And.None.EqualTo("Newtonsoft.Json"));
    }

    private static IEnumerable<TestCaseData> Projects() =>
        new[] { "analyzers", "rules", "cli" }
            .SelectMany(static folder => Directory.GetFiles(RepositoryFolder.At(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(static path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));
}
