using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using VirtLint.Cli;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Corpus;

/// <summary>
/// Real configurations, where a copy lies beside the repository: <c>../shared/corpus</c>, with <c>EXPECT.tsv</c> telling what
/// a reference parser says of each file. They are not part of the repository.
/// </summary>
public sealed class CorpusTests
{
    private static readonly string s_corpus = Path.GetFullPath(RepositoryFolder.At("../shared/corpus"));

    private IReadOnlyList<FileResult> _files = [];
    private Analysis? _analysis;

    [OneTimeSetUp]
    public void Judge()
    {
        if (!Directory.Exists(s_corpus))
            Assert.Ignore($"'{s_corpus}' is not there.");

        using var error = new StringWriter();
        var scan = new Scan(new Host(TextWriter.Null, error, s_corpus, HasColour: false, ShowsProgress: false, default), LintEngine.Default);
        _files = scan.Read([s_corpus]);
        _analysis = LintEngine.Default.Judge(_files, new SeverityPolicy(VirtLint.Rules.Profile.Strict));
        Assert.That(scan.HadTrouble, Is.False, error.ToString());
        Assert.That(_files.Count(static file => file.Format is not null), Is.GreaterThan(1000));
    }

    [Test]
    public void Nothing_in_it_makes_us_fail() =>
        Assert.That(_analysis?.Failures.Select(static failure => $"{failure.Path}: {failure.RuleId} {failure.Message}"), Is.Empty);

    [Test]
    public void Every_recognised_file_is_parsed_or_reported() =>
        Assert.That(_files.Where(static file => file is { Format: not null, Model: null }).Select(static file => file.Path), Is.Empty);

    [Test]
    public void No_file_that_a_reference_parser_takes_is_called_malformed()
    {
        var sound = Expectations().Where(static entry => entry.Verdict is "ok" or "ok+templated").Select(static entry => entry.Path).ToHashSet();

        var reported = _files.Where(static file => file.HasErrors).Select(static file => Path.GetRelativePath(s_corpus, file.Path));

        Assert.That(reported.Where(sound.Contains), Is.Empty);
    }

    [Test]
    public void Every_finding_and_every_span_lies_inside_its_file()
    {
        var places = (_analysis?.Findings ?? []).Select(static finding => finding.Origin)
            .Concat((_analysis?.Findings ?? []).SelectMany(static finding => finding.Related).Select(static place => place.Origin))
            .Concat(_files.SelectMany(static file => file.Model?.Entities ?? []).SelectMany(static entity => entity.Facts)
                .Select(static fact => fact.Value.Origin).OfType<Origin>());

        Assert.That(places.Where(static place => place.Span.End > place.File.Text.Length).Select(static place => place.File.Path), Is.Empty);
    }

    private static IEnumerable<(string Path, string Verdict)> Expectations() => File.ReadLines(Path.Combine(s_corpus, "EXPECT.tsv"))
        .Skip(1)
        .Select(static line => line.Split('\t'))
        .Select(static cells => (cells[0][(cells[0].IndexOf('/', System.StringComparison.Ordinal) + 1)..], cells[2]));
}
