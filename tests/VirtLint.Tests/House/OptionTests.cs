using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using VirtLint.Cli.Options;

namespace VirtLint.Tests.House;

/// <summary>What reads an option, what knows it and what describes it agree.</summary>
public sealed class OptionTests
{
    [Test]
    public void Every_option_that_is_read_is_known_and_described()
    {
        var read = new[] { "analyzers", "rules", "cli" }
            .SelectMany(static folder => Directory.GetFiles(RepositoryFolder.At(folder), "*.cs", SearchOption.AllDirectories))
            .Where(static path => Path.GetFileName(path) != "KnownKeys.cs" && !path.Contains("/obj/", System.StringComparison.Ordinal))
            .SelectMany(static path => Keys(File.ReadAllText(path), "\"(virtlint\\.[a-z_.]+)\""))
            .Distinct()
            .ToList();
        var described = Keys(File.ReadAllText(RepositoryFolder.At("docs/configuration.md")), "`(virtlint\\.[a-z_.]+)`").Distinct().ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.SubsetOf(KnownKeys.All), "add it to KnownKeys");
            Assert.That(read, Is.SubsetOf(described), "describe it in docs/configuration.md");
            Assert.That(described, Is.SubsetOf(KnownKeys.All), "nothing reads what docs/configuration.md describes");
        }
    }

    private static IEnumerable<string> Keys(string text, string pattern) => Regex.Matches(text, pattern).Select(static match => match.Groups[1].Value);
}
