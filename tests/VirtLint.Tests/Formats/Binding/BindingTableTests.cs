using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Rules;
using VirtLint.Tests.Docs;
using VirtLint.Tests.Rules;

namespace VirtLint.Tests.Formats.Binding;

/// <summary>Holds the binding tables against the model, the rules' pages and themselves.</summary>
public sealed class BindingTableTests
{
    private static readonly Regex s_words = new("[A-Za-z0-9_-]{2,}");

    private static readonly Regex s_number = new("(?<=[a-z_-])N(?=[_-]|$)");

    /// <summary>What a key says of itself in words, such as "(element)".</summary>
    private static readonly Regex s_notation = new(@"\([^)]*\)|\bothers\b");

    private static readonly LintEngine s_engine = new(FormatRegistry.Default, []);

    [Test]
    public void Every_fact_of_the_model_stands_in_a_table()
    {
        var declared = Declared().Select(static entry => $"{entry.Entity}.{entry.Fact}").ToHashSet(StringComparer.Ordinal);

        var missing = ModelSchema.FactsByType()
            .Where(static entry => entry.Type != typeof(Suppression))
            .SelectMany(static entry => entry.Facts.Select(fact => $"{entry.Type.Name}.{fact.Name}"))
            .Where(fact => !declared.Contains(fact));

        Assert.That(missing, Is.Empty, "no table tells how a platform states these; add .Row(…), or .Computed(…) where code decides, to the table of the place and list the table in its platform's Tables");
    }

    [Test]
    public void Every_fact_that_an_example_gives_stands_in_a_table_of_its_platform()
    {
        var declared = Declared().ToHashSet();

        var undeclared = Models()
            .SelectMany(static model => model.Entities.Select(entity => (model.Platform, Entity: entity)))
            .Where(static entry => entry.Entity is not Suppression)
            .SelectMany(static entry => FactsOf(entry.Entity).Where(static fact => fact.Fact.State is not FactState.Absent)
                .Select(fact => (Platform: PlatformOf(entry.Platform, entry.Entity), Entity: entry.Entity.GetType().Name, Fact: fact.Name)))
            .Distinct()
            .Where(entry => !declared.Contains(entry) && !(entry.Platform is Platform.Terraform or Platform.Ansible && declared.Any(fact => (fact.Entity, fact.Fact) == (entry.Entity, entry.Fact))))
            .Order();

        Assert.That(undeclared, Is.Empty, "a rule's page gives these facts; declare them by .Row(…), or by .Computed(…) where code decides, in a table of that platform");
    }

    /// <summary>Manifests of Harvester's own kinds stand among those of what it is built on; a script starts guests of several hypervisors.</summary>
    private static Platform PlatformOf(Platform platform, Entity entity) => platform is Platform.KubeVirt or Platform.Qemu && entity.DeployedTo is { } product ? product : platform;

    /// <summary>A key that a row binds is tested by a file that is made of it; one that code reads has to stand in an example or a sample of its platform.</summary>
    [Test]
    public void A_key_that_code_reads_is_written_in_an_example()
    {
        var written = Examples().GroupBy(static example => example.Platform).ToDictionary(static group => group.Key, static group => string.Join('\n', group.Select(static example => example.Text)));

        var missing = FormatRegistry.Tables
            .SelectMany(static table => table.Rows.Where(static row => !row.IsBound).SelectMany(static row => s_notation.Replace(row.Key, "").Split([", ", "; ", " and "], StringSplitOptions.RemoveEmptyEntries)).Select(key => (table, key)))
            .Where(entry => s_words.Matches(entry.key).LastOrDefault() is { } word && !(written.TryGetValue(entry.table.Platform, out var text) && IsWritten(word.Value, text)))
            .Select(static entry => $"{entry.table.Platform.Title()}: {entry.table.Place}: {entry.key}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.That(missing, Is.EqualTo(File.ReadAllLines(RepositoryFolder.At("tests/VirtLint.Tests/Formats/Binding/KeysWithoutExample.txt"))), "write an example for a new key, or take a key that has one by now off the list");
    }

    /// <summary>An "N" in a key stands for a number.</summary>
    private static bool IsWritten(string word, string text) => s_number.IsMatch(word)
        ? Regex.IsMatch(text, s_number.Replace(Regex.Escape(word), "[0-9]+"), RegexOptions.IgnoreCase)
        : text.Contains(word, StringComparison.OrdinalIgnoreCase);

    [Test]
    public void A_fact_that_code_reads_is_given_by_an_example()
    {
        var given = Examples()
            .SelectMany(static example => example.Model.Entities.SelectMany(static entity => FactsOf(entity).Where(static fact => fact.Fact.State is not FactState.Absent).Select(fact => (Entity: entity.GetType().Name, Fact: fact.Name))).Select(fact => (example.Platform, fact.Entity, fact.Fact)))
            .ToHashSet();

        var missing = FormatRegistry.Tables
            .SelectMany(static table => table.Rows.Where(static row => !row.IsBound).Select(row => (table, row)))
            .Where(entry => !given.Contains((entry.table.Platform, entry.table.EntityName, entry.row.FactName)))
            .Select(static entry => $"{entry.table.Platform.Title()}: {entry.table.Place}: {entry.row.Key}: {entry.table.EntityName}.{entry.row.FactName}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.That(missing, Is.EqualTo(File.ReadAllLines(RepositoryFolder.At("tests/VirtLint.Tests/Formats/Binding/FactsWithoutExample.txt"))), "write an example that gives the fact, or take a fact that has one by now off the list");
    }

    [TestCaseSource(nameof(AllTables))]
    public void A_table_names_a_fact_once_for_one_key(IBindingTable table)
    {
        var repeated = table.Rows.GroupBy(static row => (row.Key, row.FactName)).Where(static group => group.Count() > 1).Select(static group => group.Key);

        Assert.That(repeated, Is.Empty);
    }

    [TestCaseSource(nameof(AllTables))]
    public void A_table_names_facts_of_its_entity(IBindingTable table)
    {
        var facts = ModelSchema.FactsByType().Single(entry => entry.Type.Name == table.EntityName).Facts.Select(static fact => fact.Name);

        Assert.That(table.Rows.Select(static row => row.FactName).Distinct(), Is.SubsetOf(facts));
    }

    [TestCaseSource(nameof(Rows))]
    public void A_file_that_states_a_key_binds_to_its_value(IBindingTable table, IBindingRow row)
    {
        var place = PlaceOf(table, row);
        foreach (var word in WordsOf(table, row))
        {
            var text = place.Text(row.Key, word);

            var facts = Read(place.Path, text, table, row).Where(static fact => fact.IsStated).ToList();

            Assert.That(row.TryRead(word, out var value), Is.True, $"'{word}' is not read");
            Assert.That(facts.Select(static fact => fact.Boxed), Has.Some.EqualTo(value), $"'{word}' is not bound:\n{text}");
            var fact = facts.First(fact => Equals(fact.Boxed, value));
            if (word.Length > 0 && row.Expected != Vocabulary.Presence.Expected)
                Assert.That(text.Substring(fact.Origin!.Value.Span.Start, fact.Origin!.Value.Span.Length), Is.EqualTo(word), "the span is not the value's own");
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void A_word_that_is_spelt_reads_back_to_its_value(IBindingTable table, IBindingRow row)
    {
        foreach (var word in WordsOf(table, row))
        {
            row.TryRead(word, out var value);
            if (row.Spell(value) is not { } spelt)
                continue;

            Assert.That(row.TryRead(spelt, out var again), Is.True, $"'{spelt}' is not read");
            Assert.That(again, Is.EqualTo(value), $"'{word}' is written as '{spelt}'");
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void A_value_that_is_written_binds(IBindingTable table, IBindingRow row)
    {
        var place = PlaceOf(table, row);
        var words = WordsOf(table, row);
        foreach (var (from, text) in words.Prepend(null).SelectMany(from => Endings(place.Text(row.Key, from)).Select(text => (from, text))))
        {
            foreach (var to in words)
            {
                row.TryRead(to, out var value);
                foreach (var fact in Read(place.Path, text, table, row).Where(fact => fact.IsKnown && fact.IsStated == from is not null && !Equals(fact.Boxed, value)))
                {
                    var changes = Write(fact, value);
                    if (changes.IsEmpty)
                        continue;

                    var written = SourceText.From(text).WithChanges(changes).ToString();

                    Assert.That(Read(place.Path, written, table, row).Where(static read => read.IsStated).Select(static read => read.Boxed), Has.Some.EqualTo(value), $"'{to}' written over '{from}':\n{written.Replace("\r", "\\r", StringComparison.Ordinal)}");
                    Assert.That(written.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal) && text.Contains('\r', StringComparison.Ordinal), Is.False, $"mixes line ends:\n{written.Replace("\r", "\\r", StringComparison.Ordinal)}");
                    Assert.That(SyntaxErrors(place.Path, written), Is.EqualTo(SyntaxErrors(place.Path, text)), written);
                }
            }
        }
    }

    /// <summary>The text as it is, as Windows would end its lines, and as an editor leaves it that ends no last line.</summary>
    private static IEnumerable<string> Endings(string text) => [text, text.Replace("\n", "\r\n", StringComparison.Ordinal), text.TrimEnd('\n')];

    private static Place PlaceOf(IBindingTable table, IBindingRow row)
    {
        var place = Places.Of(table, row, table.Platform.Title());
        Assert.That(place, Is.Not.Null, $"no file shows the place '{table.Place}': add one line to tests/VirtLint.Tests/Formats/Binding/Places.cs");
        return place!;
    }

    private static IReadOnlyList<string> WordsOf(IBindingTable table, IBindingRow row)
    {
        var words = Places.WordsOf(table, row);
        Assert.That(words, Is.Not.Empty, $"no sample of \"{row.Expected}\": add one line to tests/VirtLint.Tests/Formats/Binding/Places.cs");
        return words;
    }

    /// <summary>The row's fact of every entity in a file, where this key gives it.</summary>
    private static IEnumerable<Fact> Read(string path, string text, IBindingTable table, IBindingRow row) =>
        Model(path, text).Entities
            .Where(entity => entity.GetType().Name == table.EntityName)
            .Select(entity => (Fact)entity.GetType().GetProperty(row.FactName)!.GetValue(entity)!)
            .Where(fact => fact.Key == row.Key);

    private static IEnumerable<string> SyntaxErrors(string path, string text) =>
        Model(path, text).Entities.OfType<SettingIssue>().Where(static issue => issue.Issue is SettingIssueKind.SyntaxError).Select(static issue => issue.Message);

    private static FileModel Model(string path, string text)
    {
        var file = s_engine.Read(path, SourceText.From(text), new ProjectOptions(static _ => null));
        Assert.That(file.Model, Is.Not.Null, $"{path} is not recognised:\n{text}\n{file.Failure}");
        s_engine.Judge([file], new SeverityPolicy());
        return file.Model!;
    }

    private static ImmutableArray<TextChange> Write(Fact fact, object? value)
    {
        var spelling = fact.GetType().GetProperty(nameof(Fact<bool>.Spelling))!.GetValue(fact);
        return spelling is null
            ? []
            : (ImmutableArray<TextChange>)typeof(IFactSpelling<>).MakeGenericType(fact.GetType().GetGenericArguments())
                .GetMethod(nameof(IFactSpelling<bool>.Write))!.Invoke(spelling, [value])!;
    }

    /// <summary>What the examples of every rule's page declare.</summary>
    private static IEnumerable<FileModel> Models() => PageFiles().Select(static file => file.Model);

    /// <summary>
    /// The examples of the rules' pages and the samples, once for each platform that they are written for. What
    /// Terraform, Ansible or Packer say may be for any.
    /// </summary>
    private static IEnumerable<(Platform Platform, string Text, FileModel Model)> Examples() =>
        from file in PageFiles().Concat(Samples())
        from platform in file.Model.Platform is Platform.Terraform or Platform.Ansible or Platform.Packer
            ? Enum.GetValues<Platform>()
            : file.Model.Entities.Select(static entity => entity.DeployedTo).OfType<Platform>().Append(file.Model.Platform).Distinct()
        select (platform, file.Text, file.Model);

    private static IEnumerable<(string Text, FileModel Model)> PageFiles() =>
        from examples in RuleCatalog.All.SelectMany(static rule => RulePage.Of(rule).Examples.GroupBy(example => (rule.Id, example.Case)))
        from file in Judged(examples.Select(example => (example.Path, example.Text, new ProjectOptions(key => example.Options.GetValueOrDefault(key)), (CompanionFiles?)new ExampleFiles([.. examples], example))))
        select file;

    private static IEnumerable<(string Text, FileModel Model)> Samples() =>
        Directory.EnumerateFiles(RepositoryFolder.At("samples"), "*", SearchOption.AllDirectories)
            .Where(static path => !path.EndsWith(".ova", StringComparison.Ordinal))
            .SelectMany(static path => Judged([(path, File.ReadAllText(path), new ProjectOptions(static _ => null), null)]));

    /// <summary>The files that are recognised, judged together, since some facts are known only then.</summary>
    private static IReadOnlyList<(string Text, FileModel Model)> Judged(IEnumerable<(string Path, string Text, ProjectOptions Options, CompanionFiles? Companions)> files)
    {
        var read = files.Select(static file => (file.Text, Result: s_engine.Read(file.Path, SourceText.From(file.Text), file.Options, file.Companions))).ToList();
        s_engine.Judge([.. read.Select(static file => file.Result)], new SeverityPolicy());
        return [.. read.Where(static file => file.Result.Model is not null).Select(static file => (file.Text, file.Result.Model!))];
    }

    private static IEnumerable<(string Name, Fact Fact)> FactsOf(Entity entity) => entity.GetType().GetProperties()
        .Where(static property => typeof(Fact).IsAssignableFrom(property.PropertyType))
        .Select(property => (property.Name, (Fact)property.GetValue(entity)!));

    private static IEnumerable<(Platform Platform, string Entity, string Fact)> Declared() =>
        FormatRegistry.Tables.SelectMany(static table => table.Rows.Select(row => (table.Platform, table.EntityName, row.FactName)));

    private static IEnumerable<TestCaseData> AllTables() => FormatRegistry.Tables
        .Select(static (table, index) => new TestCaseData(table).SetArgDisplayNames(table.Platform.Title(), table.Place, table.EntityName, $"#{index}"));

    private static IEnumerable<TestCaseData> Rows() =>
        from entry in FormatRegistry.Tables.Select(static (table, index) => (Table: table, Index: index))
        from row in entry.Table.Rows
        where row.IsBound
        select new TestCaseData(entry.Table, row).SetArgDisplayNames(entry.Table.Platform.Title(), entry.Table.Place, row.Key, row.FactName, $"#{entry.Index}");
}
